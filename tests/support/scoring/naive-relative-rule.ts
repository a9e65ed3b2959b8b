/**
 * A second, deliberately plain reading of the relative rule, for the tests to compare with: general fractions,
 * the formulas letter by letter, nothing shared with the engine.
 */
type Fraction = readonly [numerator: bigint, denominator: bigint]

export interface NaiveSubject {
  readonly name: string
  /** Decimal text; null: none. */
  readonly target: string | null
  readonly result: string | null
  readonly excluded: boolean
}

export interface NaiveTerms {
  readonly max: number
  readonly metShare: string
  readonly lowerIsBetter: boolean
  readonly leaderAmongNoTarget: boolean
}

/** Hundredths by name; null: no points; `unassigned`: no target under the policy `exclude`. */
export function naivePoints(
  terms: NaiveTerms,
  subjects: readonly NaiveSubject[],
): Readonly<Record<string, number | null | 'unassigned'>> {
  const M: Fraction = [BigInt(terms.max), 1n]
  const m = read(terms.metShare)
  const e = (T: Fraction, A: Fraction) => over(terms.lowerIsBetter ? minus(T, A) : minus(A, T), T)
  const hasTarget = (subject: NaiveSubject) =>
    subject.target !== null && (terms.lowerIsBetter || read(subject.target)[0] > 0n)
  let L: Fraction | null = null
  let greatest: Fraction = [0n, 1n]
  for (const subject of subjects) {
    if (subject.excluded || subject.result === null) continue
    const A = read(subject.result)
    if (!hasTarget(subject)) greatest = most(greatest, A)
    else {
      const T = read(subject.target ?? '0')
      if (T[0] > 0n) L = L === null ? e(T, A) : most(L, e(T, A))
    }
  }
  const points = subjects.map((subject): readonly [string, number | null | 'unassigned'] => {
    if (!hasTarget(subject) && !terms.leaderAmongNoTarget) return [subject.name, 'unassigned']
    if (subject.result === null) return [subject.name, null]
    const A = read(subject.result)
    if (!hasTarget(subject)) {
      if (greatest[0] === 0n) return [subject.name, 0]
      return [subject.name, r2(least(times(M, over(A, greatest)), M))]
    }
    const T = read(subject.target ?? '0')
    if (T[0] === 0n) return [subject.name, A[0] === 0n ? r2(times(m, M)) : 0]
    const own = e(T, A)
    if (own[0] < 0n) {
      return [subject.name, r2(times(times(m, M), terms.lowerIsBetter ? over(T, A) : over(A, T)))]
    }
    if (L === null || L[0] <= 0n) return [subject.name, r2(times(m, M))]
    const share = least(over(own, L), [1n, 1n])
    return [subject.name, r2(plus(times(m, M), times(times(minus([1n, 1n], m), M), share)))]
  })
  return Object.fromEntries(points)
}

function read(text: string): Fraction {
  const [top = '0', bottom] = text.split('/')
  if (bottom !== undefined) return over(read(top), read(bottom))
  const places = top.includes('.') ? top.length - top.indexOf('.') - 1 : 0
  return [BigInt(top.replace('.', '')), 10n ** BigInt(places)]
}

function plus(a: Fraction, b: Fraction): Fraction {
  return [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
}

function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, [-b[0], b[1]])
}

function times(a: Fraction, b: Fraction): Fraction {
  return [a[0] * b[0], a[1] * b[1]]
}

function over(a: Fraction, b: Fraction): Fraction {
  return b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]]
}

function most(a: Fraction, b: Fraction): Fraction {
  return minus(a, b)[0] >= 0n ? a : b
}

function least(a: Fraction, b: Fraction): Fraction {
  return minus(a, b)[0] <= 0n ? a : b
}

/** Never negative here: half up is half away from zero. */
function r2(value: Fraction): number {
  const whole = value[0] / value[1]
  const rest = value[0] - whole * value[1]
  return Number(rest + rest >= value[1] ? whole + 1n : whole)
}
