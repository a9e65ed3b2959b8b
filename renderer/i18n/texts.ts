/** The same tree of keys with other sentences: English must have exactly what Vietnamese has. */
export type Texts<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]>
}
