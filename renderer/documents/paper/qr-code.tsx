import { encode } from 'uqr'

/** A QR code as one SVG path: sharp at any size, and allowed under the strictest content policy. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { size, path } = qrPath(text)
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className={className}>
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  )
}

export interface QrCodeProps {
  readonly text: string
  readonly label: string
  readonly className?: string | undefined
}

/** The same as a standalone picture, for places that only take a file: page-margin boxes. */
export function qrSvg(text: string, millimetres: number): string {
  const { size, path } = qrPath(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${millimetres}mm" height="${millimetres}mm" viewBox="0 0 ${size} ${size}"><path d="${path}" shape-rendering="crispEdges"/></svg>`
}

/** Dark modules, row by row, neighbours joined into one stroke. */
function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 2 })
  let path = ''
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue
      const from = x
      while (row[x + 1] === true) x++
      path += `M${from} ${y}h${x - from + 1}v1H${from}z`
    }
  })
  return { size, path }
}
