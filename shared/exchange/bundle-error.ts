/** Why a whole bundle is refused; the contract and the messages name this union (the codec's author extends it). */
export type BundleError = { readonly code: 'notABundle' }
