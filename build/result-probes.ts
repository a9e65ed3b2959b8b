import { type Node, parseSync, visitorKeys } from 'oxc-parser'

/** The function the compiler is asked with; `result-check.ts` declares it. */
export const probeName = '$unusedResult'

/** A source with a question to the compiler behind each value that nobody takes. */
export interface ProbedSource {
  readonly text: string
  /** Where each question stands in `text`, and the line of the value in the source. */
  readonly probes: readonly { readonly from: number; readonly to: number; readonly line: number }[]
}

/**
 * Repeats every call whose value is thrown away as an argument of `$unusedResult`, so that the compiler, which knows
 * every type, says of which of them it is a Result. The statement itself stays: calls that never return or that
 * assert something only count as statements. Throws when the file cannot be parsed.
 */
export function probedSource(fileName: string, source: string): ProbedSource {
  const { program, errors } = parseSync(fileName, source)
  const [firstError] = errors
  if (firstError !== undefined) throw new Error(`${fileName}: ${firstError.message}`)
  const insertions: Insertion[] = []
  visit(program, null, (node, parent) => insertions.push(...insertionsFor(node, parent, source)))
  insertions.sort((left, right) => left.at - right.at)
  let text = ''
  let copied = 0
  const probes: ProbedSource['probes'][number][] = []
  for (const { at, text: inserted, line } of insertions) {
    text += source.slice(copied, at)
    copied = at
    if (line !== null) probes.push({ from: text.length, to: text.length + inserted.length, line })
    text += inserted
  }
  return { text: text + source.slice(copied), probes }
}

interface Insertion {
  readonly at: number
  readonly text: string
  /** Null: only brackets around what is probed. */
  readonly line: number | null
}

function insertionsFor(node: Node, parent: Node | null, source: string): readonly Insertion[] {
  const line = (value: Node): number => source.slice(0, value.start).split('\n').length
  const probe = (value: Node): string => {
    const text = source.slice(value.start, value.end)
    // Of several values in one expression each is asked about.
    return value.type === 'SequenceExpression' ? `${probeName}([${text}])` : `${probeName}(${text})`
  }
  if (node.type === 'ExpressionStatement') {
    const value = discarded(node.expression)
    if (value === null) return []
    const question = { at: node.end, text: `;${probe(value)};`, line: line(value) }
    if (parent === null || statementLists.has(parent.type)) return [question]
    // The whole body of an `if` or a loop.
    return [{ at: node.start, text: '{', line: null }, question, { at: node.end, text: '}', line: null }]
  }
  return [...takers(node)].flatMap((body) => {
    const value = discarded(body)
    if (value === null) return []
    return [
      { at: body.start, text: `(${probe(value)},`, line: line(value) },
      { at: body.end, text: ')', line: null },
    ]
  })
}

/** Where one statement may stand behind another. */
const statementLists: ReadonlySet<string> = new Set([
  'Program',
  'BlockStatement',
  'SwitchCase',
  'StaticBlock',
])

/** What is called for its effect alone: the value of its function goes nowhere. */
const effectCallers: ReadonlySet<string> = new Set([
  'forEach',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
  'addEventListener',
  'on',
  'once',
  'finally',
  'useEffect',
])

/** Expressions beside whole statements whose values go nowhere, such as `() => act()` for somebody who does not look. */
function* takers(node: Node): Generator<Node, undefined, undefined> {
  if (node.type === 'CallExpression') {
    const { callee } = node
    const name =
      callee.type === 'Identifier'
        ? callee.name
        : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
          ? callee.property.name
          : ''
    if (effectCallers.has(name)) for (const argument of node.arguments) yield* shortBody(argument)
    // What the promise brings goes to a function that does not ask for it.
    const [first] = node.arguments
    if (name === 'then' && callee.type === 'MemberExpression' && asksNothing(first)) {
      yield callee.object
    }
  }
  if (node.type === 'ForStatement') {
    for (const part of [node.init, node.update]) if (part !== null) yield part
  }
  // `const act: () => void = () => save()`
  if (node.type === 'VariableDeclarator' && node.init !== null && 'typeAnnotation' in node.id) {
    const annotation = node.id.typeAnnotation?.typeAnnotation
    if (
      annotation?.type === 'TSFunctionType' &&
      annotation.returnType?.typeAnnotation.type === 'TSVoidKeyword'
    ) {
      yield* shortBody(node.init)
    }
  }
  // React's handlers.
  if (
    node.type === 'JSXAttribute' &&
    node.name.type === 'JSXIdentifier' &&
    /^on[A-Z]/.test(node.name.name) &&
    node.value?.type === 'JSXExpressionContainer'
  ) {
    yield* shortBody(node.value.expression)
  }
  return undefined
}

/** A function that nothing is handed to. */
function asksNothing(node: Node | undefined): boolean {
  return node?.type === 'ArrowFunctionExpression' && node.params.length === 0
}

function* shortBody(node: Node): Generator<Node, undefined, undefined> {
  if (node.type === 'ArrowFunctionExpression' && node.expression) yield node.body
  return undefined
}

/** The part of an expression whose value is thrown away, if a call makes it. */
function discarded(node: Node): Node | null {
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === 'void' ? discarded(node.argument) : null
    case 'CallExpression':
      return node.callee.type === 'Super' ? null : node
    case 'ChainExpression':
    case 'AwaitExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return discarded('argument' in node ? node.argument : node.expression) === null ? null : node
    case 'LogicalExpression':
      return discarded(node.right) === null ? null : node
    case 'ConditionalExpression':
      return discarded(node.consequent) === null && discarded(node.alternate) === null ? null : node
    case 'SequenceExpression':
      return node.expressions.some((each) => discarded(each) !== null) ? node : null
    case 'ArrayExpression':
      return node.elements.some((each) => each !== null && discarded(each) !== null) ? node : null
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
    case 'YieldExpression':
      return node
    default:
      return null
  }
}

function visit(node: Node, parent: Node | null, enter: (node: Node, parent: Node | null) => void): void {
  enter(node, parent)
  for (const key of visitorKeys[node.type] ?? []) {
    // The parser's own list says which members hold nodes; their types differ per node.
    const child = (node as unknown as { readonly [key: string]: unknown })[key]
    if (Array.isArray(child)) for (const each of child) if (isNode(each)) visit(each, node, enter)
    if (isNode(child)) visit(child, node, enter)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
