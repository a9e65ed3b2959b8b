/** What may stand in a query's place holders. Ids travel as blobs, JSON as text. */
export type SqlValue = null | number | string | Uint8Array

/** A query and its values. Only the `sql` tag makes one, so no value can become part of the text. */
export interface Sql {
  /** The same object for the same place in the source: prepared statements are kept by it. */
  readonly parts: TemplateStringsArray
  readonly values: readonly SqlValue[]
}

/** sql`select … where id = ${id}` */
export function sql(parts: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  return { parts, values }
}
