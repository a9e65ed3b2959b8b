import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Pine green leads, gold marks what is provisional or for practice, red only what went wrong. */
const pine: MantineColorsTuple = [
  '#eef7f4',
  '#d9ebe5',
  '#b0d6c9',
  '#84c0ac',
  '#5fac93',
  '#479f84',
  '#2f8a6f',
  '#1c745b',
  '#12624f',
  '#0a4a3b',
]
const gold: MantineColorsTuple = [
  '#fdf8e8',
  '#f7edcb',
  '#eeda95',
  '#e5c65c',
  '#dcb433',
  '#c79a1a',
  '#ab8210',
  '#8a680a',
  '#6e5307',
  '#503c04',
]
const red: MantineColorsTuple = [
  '#fdeeec',
  '#f8d9d6',
  '#efb0aa',
  '#e6857c',
  '#de6055',
  '#d6463a',
  '#c0352a',
  '#a52a21',
  '#8a221b',
  '#6b1913',
]
/** Greys with a breath of green, so that surfaces and ink belong together. */
const gray: MantineColorsTuple = [
  '#f6f8f7',
  '#edf1ef',
  '#e1e7e4',
  '#d0d9d4',
  '#b3bfb9',
  '#93a19a',
  '#6f7e77',
  '#55635c',
  '#3b4741',
  '#232c28',
]
const dark: MantineColorsTuple = [
  '#dbe4df',
  '#b9c6c0',
  '#9aaba3',
  '#74857d',
  '#45554e',
  '#33423c',
  '#26332e',
  '#18211e',
  '#111816',
  '#0b100e',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 6 },
  colors: { pine, gold, red, gray, dark },
  autoContrast: true,
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: {
    fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '1.4rem', lineHeight: '1.3' },
      h2: { fontSize: '1.1rem', lineHeight: '1.35' },
      h3: { fontSize: '0.95rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.84rem', md: '0.92rem', lg: '1.05rem', xl: '1.2rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Modal: {
      defaultProps: { overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 650, fontSize: '1.05rem' } },
    },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, multiline: true, maw: 340 } },
    Table: {
      defaultProps: { verticalSpacing: 7, horizontalSpacing: 'md' },
      styles: { th: { color: 'var(--ink-soft)', fontSize: '0.78rem', fontWeight: 600 } },
    },
    // A badge says its whole word, however narrow its column is.
    Badge: {
      defaultProps: { radius: 'sm', tt: 'none' },
      styles: { root: { minWidth: 'max-content', flex: 'none' } },
    },
  },
})
