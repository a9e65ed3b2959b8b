/**
 * The part of the driver that is used here. Its own types are not reachable through its package's `exports`, and
 * say `any` where these say `unknown`.
 */
declare module 'better-sqlite3' {
  class SqliteError extends Error {
    constructor(message: string, code: string)
    readonly code: string
  }
  class Database {
    static readonly SqliteError: typeof SqliteError
    constructor(file: string, options: { readonly timeout: number })
    prepare(text: string): Database.Statement
    exec(text: string): this
    pragma(text: string, options?: { readonly simple: true }): unknown
    close(): this
  }
  namespace Database {
    interface Statement {
      all(...values: readonly unknown[]): unknown[]
      get(...values: readonly unknown[]): unknown
      run(...values: readonly unknown[]): { readonly changes: number }
    }
  }
  export default Database
}
