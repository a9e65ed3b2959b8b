import { type Node, parseSync, visitorKeys } from 'oxc-parser'

/** One place where a file names another module. */
export interface ImportSite {
  /** Null: computed at run time, so that nothing can be said about it. */
  readonly specifier: string | null
  readonly line: number
  readonly form:
    | 'import'
    | 'import type'
    | 're-export'
    | 'dynamic import'
    | 'require'
    | 'module URL'
    | 'reference'
}

/**
 * Every module a file names, types included. Reads the syntax only, so it works where the compiler has no API.
 * Throws when the file cannot be parsed: a file nobody read must not pass.
 */
export function importSites(fileName: string, source: string): readonly ImportSite[] {
  const { program, comments, errors } = parseSync(fileName, source)
  const [firstError] = errors
  if (firstError !== undefined) throw new Error(`${fileName}: ${firstError.message}`)
  const lineAt = lineFinder(source)
  const sites: ImportSite[] = []
  const found = (form: ImportSite['form'], at: number, specifier: string | null): void => {
    sites.push({ specifier, line: lineAt(at), form })
  }
  visit(program, (node) => {
    const named = namedModule(node)
    if (named !== null) found(named.form, node.start, named.specifier)
  })
  for (const comment of comments) {
    const reference = /^\/\s*<reference\s+(?:path|types)\s*=\s*["']([^"']+)["']/.exec(comment.value)
    if (reference?.[1] !== undefined) found('reference', comment.start, reference[1])
  }
  return sites
}

function namedModule(node: Node): Pick<ImportSite, 'form' | 'specifier'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { form: node.importKind === 'type' ? 'import type' : 'import', specifier: node.source.value }
    case 'ExportNamedDeclaration':
      return node.source === null ? null : { form: 're-export', specifier: node.source.value }
    case 'ExportAllDeclaration':
      return { form: 're-export', specifier: node.source.value }
    case 'ImportExpression':
      return { form: 'dynamic import', specifier: literalText(node.source) }
    case 'TSImportType':
      return { form: 'import type', specifier: literalText(node.source) }
    case 'TSExternalModuleReference':
      return { form: 'require', specifier: literalText(node.expression) }
    case 'CallExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'require'
        ? { form: 'require', specifier: literalText(node.arguments[0]) }
        : null
    case 'NewExpression':
      return moduleUrl(node)
    default:
      return null
  }
}

/** `new URL('./worker.ts', import.meta.url)` starts that file just as an import would. */
function moduleUrl(node: Node & { type: 'NewExpression' }): Pick<ImportSite, 'form' | 'specifier'> | null {
  const [target, base] = node.arguments
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL' || base === undefined) return null
  const besideThisFile = base.type === 'MemberExpression' && base.object.type === 'MetaProperty'
  const specifier = literalText(target)
  if (!besideThisFile || specifier === null || !/\.[cm]?[jt]sx?$/.test(specifier)) return null
  return { form: 'module URL', specifier }
}

function literalText(node: Node | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? null
  }
  return null
}

function visit(node: Node, enter: (node: Node) => void): void {
  enter(node)
  for (const key of visitorKeys[node.type] ?? []) {
    // The parser's own list says which members hold nodes; their types differ per node.
    const child = (node as unknown as { readonly [key: string]: unknown })[key]
    if (Array.isArray(child)) for (const each of child) if (isNode(each)) visit(each, enter)
    if (isNode(child)) visit(child, enter)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function lineFinder(source: string): (offset: number) => number {
  return (offset) => source.slice(0, offset).split('\n').length
}
