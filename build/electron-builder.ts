import type { Configuration } from 'electron-builder'

/**
 * The Windows packages: an installer per user that needs no administrator, and one portable file for a stick. Made by
 * `npm run dist`; nothing updates itself and nothing is published.
 */
export const packaging: Configuration = {
  appId: 'vn.giaouoc.desktop',
  productName: 'Giao Ước',
  copyright: 'MIT',
  directories: { output: 'dist', buildResources: 'build' },
  // Everything is bundled but the driver, of which only the binary for these packages is needed.
  files: [
    'out/electron/**',
    'out/renderer/**',
    'package.json',
    'LICENSE',
    '!node_modules/**',
    'node_modules/better-sqlite3/{package.json,LICENSE}',
    'node_modules/better-sqlite3/lib/**',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager fills these in
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  ],
  // Only binaries leave the archive: what stays in it is checked against its hash.
  asar: { smartUnpack: false },
  // A binary cannot be loaded out of an archive.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  removePackageScripts: true,
  electronLanguages: ['vi', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  publish: null,
  win: {
    target: [
      { target: 'nsis', arch: ['x64'] },
      { target: 'portable', arch: ['x64'] },
    ],
    executableName: 'GiaoUoc',
    icon: 'build/icon.ico',
    requestedExecutionLevel: 'asInvoker',
  },
  nsis: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager fills these in
    artifactName: 'GiaoUoc-${version}-setup.${ext}',
    oneClick: true,
    perMachine: false,
    allowElevation: false,
    differentialPackage: false,
    deleteAppDataOnUninstall: false,
    createDesktopShortcut: true,
    installerLanguages: ['vi_VN', 'en_US'],
  },
  portable: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager fills these in
    artifactName: 'GiaoUoc-${version}-portable.${ext}',
    requestExecutionLevel: 'user',
  },
}
