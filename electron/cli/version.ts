import packageJson from '../../package.json' with { type: 'json' }

/** The version the command line writes into bundles. */
export const programVersion: string = packageJson.version
