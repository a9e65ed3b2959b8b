import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import { type InputFault, inputProblem, valueAt } from '../../shared/contract/input-problem.ts'
import { canonicalLimits } from '../../shared/kernel/canonical-json.ts'
import { Defect } from '../../shared/kernel/result.ts'
import type { BodyProblem } from '../../shared/ledger/body-rules.ts'
import type { ComposeError } from '../../shared/ledger/compose.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'

/**
 * Why a record of this machine's own was not written, in the words of the contract. The services ask the likely things
 * beforehand; whatever else the rules of records refuse comes out here, named by field and value.
 */

export function composeFailure(error: ComposeError, body: object): Failure<'inputRefused'> {
  if (error.code === 'shape') {
    const value = valueAt(body, error.path)
    return failure('inputRefused', inputProblem(error.path, value, shapeFaults[error.fault]))
  }
  switch (error.problem) {
    case 'tooLarge':
    case 'tooManyValues':
    case 'tooManyKeys':
      return failure('inputRefused', inputProblem('', null, 'recordTooLarge'))
    case 'tooDeep':
      return failure('inputRefused', inputProblem('', null, 'tooDeep', canonicalLimits.depth))
    default:
      // Texts are brought into canonical form before; numbers and keys are those of the schemas.
      throw new Defect(`a record of this machine's own is not canonical: ${error.problem}`)
  }
}

export function notValidFailure(verdict: Verdict, body: object): WriteFailure {
  if (verdict.status === 'fork') return failure('readOnlyUntilOwnRecords', {})
  if (verdict.status === 'quarantined') {
    const { why } = verdict
    switch (why.reason) {
      case 'notOwner':
        return failure('notYourSeat', { seats: why.seats })
      case 'beyondCut':
      case 'seatContested':
        return failure('notYourSeat', { seats: [why.seat] })
      case 'unknownPlace':
        return failure('inputRefused', inputProblem(why.field, valueAt(body, why.field), 'unknown'))
      default:
        return failure('recordRefused', { why })
    }
  }
  throw new Defect(`this machine composed a record that is ${verdict.status}: ${JSON.stringify(verdict)}`)
}

const shapeFaults: { readonly [Each in BodyProblem['fault']]: InputFault } = {
  shape: 'form',
  repeated: 'repeated',
  sameButForCase: 'sameButForCase',
  // Sets are sorted by the services; one that is not names something twice.
  unsorted: 'repeated',
  adjustedBySelf: 'adjustedBySelf',
  reasonMissing: 'reasonMissing',
}
