import { type DragEvent, useState } from 'react'
import { useCommandCall } from '../../transport/use-call.ts'
import type { ChosenFile } from './chosen-file.ts'

/** Bundles dropped onto a place of the window become files of the host. */
export function useBundleDrop(onReceived: (files: readonly ChosenFile[]) => void) {
  const receive = useCommandCall('files.receive')
  const [over, setOver] = useState(false)
  const take = async (files: readonly File[]) => {
    const received: ChosenFile[] = []
    for (const file of files) {
      const answer = await receive.run({ name: file.name, base64: await base64Of(file) })
      if (!answer.ok) return
      received.push({ handle: answer.value.handle, label: file.name })
    }
    if (received.length > 0) onReceived(received)
  }
  return {
    over,
    pending: receive.pending,
    problem: receive.problem,
    props: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        void take([...event.dataTransfer.files])
      },
    },
  }
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // In slices: one call with millions of arguments would overflow the stack.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(text)
}
