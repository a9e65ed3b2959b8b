import { Button, Group, Stack, Text } from '@mantine/core'
import { IconFileImport, IconFolderOpen } from '@tabler/icons-react'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../problem-alert.tsx'
import type { ChosenFile } from './chosen-file.ts'
import classes from './file-chooser.module.css'
import { ServedChooser } from './served-chooser.tsx'
import { useBundleDrop } from './use-bundle-drop.ts'

export interface FileChooserProps {
  readonly what: 'folder' | 'bundles'
  readonly chosen: readonly ChosenFile[]
  readonly onChoose: (files: readonly ChosenFile[]) => void
  /** False: one bundle only. */
  readonly several?: boolean
}

/** A drive, a folder or bundles: the system's own dialog where there is one, otherwise a list served by the host. */
export function FileChooser({ what, chosen, onChoose, several = true }: FileChooserProps) {
  const t = useText()
  const info = useQueryCall('host.info', {})
  const choose = useCommandCall('files.choose')
  const kept = (files: readonly ChosenFile[]) => onChoose(several ? files : files.slice(-1))
  const drop = useBundleDrop((files) => kept(several ? [...chosen, ...files] : files))
  const native = info.data?.chooser.kind === 'native'
  const openNative = async () => {
    const answer = await choose.run({ what })
    if (answer.ok && answer.value !== null) {
      kept(answer.value.map(({ handle, label }) => ({ handle, label })))
    }
  }
  return (
    <Stack gap="sm">
      {native ? (
        <div className={classes['drop']} data-over={drop.over} {...(what === 'bundles' ? drop.props : {})}>
          <Group gap="md" wrap="nowrap">
            {what === 'bundles' ? (
              <IconFileImport size={28} stroke={1.4} />
            ) : (
              <IconFolderOpen size={28} stroke={1.4} />
            )}
            <Text size="sm" className={classes['chosen']}>
              {chosen.length === 0
                ? t(what === 'bundles' ? 'files.dropOrChoose' : 'files.chooseFolderHint')
                : chosen.map((file) => file.label).join(', ')}
            </Text>
            <Button
              variant="light"
              loading={choose.pending || drop.pending}
              onClick={() => void openNative()}
            >
              {t(what === 'bundles' ? 'files.chooseBundles' : 'files.chooseFolder')}
            </Button>
          </Group>
        </div>
      ) : (
        <div data-over={drop.over} className={classes['zone']} {...(what === 'bundles' ? drop.props : {})}>
          <ServedChooser what={what} several={several} chosen={chosen} onChoose={kept} />
        </div>
      )}
      <ProblemAlert problem={choose.problem ?? drop.problem} />
    </Stack>
  )
}
