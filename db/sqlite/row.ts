import { Defect } from '../../shared/kernel/result.ts'

/** Makes one typed value of one row. Each row type has exactly one. */
export type Decode<Value> = (row: Row) => Value

/**
 * One row as SQLite gave it. The tables are strict, so a value of another type means that query and decoder do not
 * belong together: a defect, not bad data.
 */
export class Row {
  readonly #columns: { readonly [name: string]: unknown }

  constructor(columns: { readonly [name: string]: unknown }) {
    this.#columns = columns
  }

  text(name: string): string {
    const value = this.#columns[name]
    return typeof value === 'string' ? value : this.#refuse(name)
  }

  integer(name: string): number {
    const value = this.#columns[name]
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : this.#refuse(name)
  }

  /** Plain bytes, not Node's subclass: the core compares and prints them. */
  blob(name: string): Uint8Array {
    const value = this.#columns[name]
    return value instanceof Uint8Array
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : this.#refuse(name)
  }

  textOrNull(name: string): string | null {
    return this.#columns[name] === null ? null : this.text(name)
  }

  integerOrNull(name: string): number | null {
    return this.#columns[name] === null ? null : this.integer(name)
  }

  blobOrNull(name: string): Uint8Array | null {
    return this.#columns[name] === null ? null : this.blob(name)
  }

  #refuse(name: string): never {
    throw new Defect(`column ${name}: ${typeof this.#columns[name]}`)
  }
}
