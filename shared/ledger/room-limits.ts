/**
 * How much one key can make everybody keep. A fork is proven by two branches, and a seat is contested by two
 * devices; a few more serve honest accidents, such as bundles that come in an odd order and leave gaps.
 */
export const roomFor = { branchesOfFeed: 8, devicesOfInvitation: 8 } as const
