/** Where a command writes; texts come with their line ends. */
export interface Output {
  out(text: string): void
  err(text: string): void
}
