/** The name of a PDF without extension: `phieu-cham-diem_Q1_PC03`. Codes are ASCII by their schema. */
export function fileName(document: string, parts: readonly (string | null)[]): string {
  return [document, ...parts.flatMap((part) => part ?? [])].join('_')
}
