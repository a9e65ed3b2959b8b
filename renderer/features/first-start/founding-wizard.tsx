import { Button, Group, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { PresetSummary } from '../../../shared/contract/workspace.ts'
import { type CrossEntry, crossEntrySchema } from '../../../shared/domain/season.ts'
import { crossEntryName } from '../../../shared/messages/words.ts'
import { foundingSlipModels } from '../../documents/slips/slip-model.ts'
import { Slips } from '../../documents/slips/slips.tsx'
import { useLanguage, useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { CodeSlip } from '../../ui/code-slip.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { leaving, useUnsaved } from '../../ui/unsaved/leaving.ts'
import { AccountFields, accountReady, emptyAccount } from './account-fields.tsx'
import { Wizard } from './wizard.tsx'

export interface FoundingWizardProps {
  readonly onBack: () => void
  readonly onEntered: () => void
}

interface SeasonDraft {
  readonly preset: string
  readonly name: string
  readonly year: number
  readonly crossEntry: CrossEntry
}

/** Preset → account → recovery slip. The season is written only after the slip was printed or saved. */
export function FoundingWizard({ onBack, onEntered }: FoundingWizardProps) {
  const t = useText()
  const [draft, setDraft] = useState<SeasonDraft | null>(null)
  const [draftDone, setDraftDone] = useState(false)
  const [account, setAccount] = useState(emptyAccount)
  const [prepared, setPrepared] = useState<CallOutput<'founding.prepare'> | null>(null)
  const [kept, setKept] = useState<'printed' | 'saved' | null>(null)
  const presets = useQueryCall('founding.presets', {})
  const prepare = useCommandCall('founding.prepare')
  const found = useCommandCall('founding.commit')
  const step = prepared !== null ? 2 : draftDone ? 1 : 0
  // No data folder yet, so there is nowhere to keep a draft; slips are shown once.
  useUnsaved(draft !== null || account !== emptyAccount || prepared !== null)

  const submitAccount = async (event: FormEvent) => {
    event.preventDefault()
    if (draft === null || !accountReady(account)) return
    const answer = await prepare.run({
      ...draft,
      account: account.name.trim(),
      passphrase: account.passphrase,
    })
    if (answer.ok) setPrepared(answer.value)
  }
  const commit = async () => {
    if (kept === null) return
    const answer = await found.run({ slipKept: kept })
    if (answer.ok) onEntered()
  }
  const back = [leaving(onBack), () => setDraftDone(false), leaving(() => setPrepared(null))][step]

  return (
    <Wizard
      title={t('start.found.title')}
      steps={[t('start.found.step.preset'), t('start.found.step.account'), t('start.found.step.recovery')]}
      active={step}
      onBack={found.pending ? null : (back ?? null)}
    >
      {step === 0 ? (
        <Asked query={presets}>
          {(list) => (
            <PresetForm presets={list} draft={draft} onChange={setDraft} onDone={() => setDraftDone(true)} />
          )}
        </Asked>
      ) : null}
      {step === 1 ? (
        <form onSubmit={(event) => void submitAccount(event)}>
          <Stack gap="md">
            <AccountFields account={account} onChange={setAccount} />
            <ProblemAlert problem={prepare.problem} />
            <Group justify="flex-end">
              <Button type="submit" loading={prepare.pending} disabled={!accountReady(account)}>
                {t('start.found.prepare')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : null}
      {prepared !== null ? (
        <Stack gap="md">
          <CodeSlip
            title={t('start.found.slipTitle')}
            about={t('start.found.slipAbout')}
            owner={prepared.seasonName}
            codes={[
              {
                label: t('start.found.slipTitle'),
                code: prepared.recovery.code,
                checkGroup: prepared.recovery.checkGroup,
              },
              { label: t('start.recovery.machineTitle'), code: prepared.machineRecoveryCode },
            ]}
            paper={<Slips slips={foundingSlipModels(prepared)} perPage={1} />}
            onKept={setKept}
          />
          <Text size="sm" c="dimmed">
            {t('start.found.commitHint')}
          </Text>
          <ProblemAlert problem={found.problem} />
          <Group justify="flex-end">
            <Button size="md" disabled={kept === null} loading={found.pending} onClick={() => void commit()}>
              {t('start.found.commit')}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Wizard>
  )
}

interface PresetFormProps {
  readonly presets: readonly PresetSummary[]
  readonly draft: SeasonDraft | null
  readonly onChange: (draft: SeasonDraft) => void
  readonly onDone: () => void
}

function PresetForm({ presets, draft, onChange, onDone }: PresetFormProps) {
  const t = useText()
  const language = useLanguage()
  if (presets.length === 0) return <Text c="dimmed">{t('start.found.noPresets')}</Text>
  const choose = (preset: PresetSummary) =>
    onChange({
      preset: preset.id,
      name: preset.name,
      year: preset.year,
      crossEntry: preset.crossEntry,
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (draft !== null && draft.name.trim() !== '') onDone()
      }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('start.found.preset')}
          value={draft?.preset ?? ''}
          onChange={(id) => {
            const preset = presets.find((each) => each.id === id)
            if (preset !== undefined) choose(preset)
          }}
        >
          <Stack gap="xs" mt="xs">
            {presets.map((preset) => (
              <Radio.Card key={preset.id} value={preset.id} p="md" radius="md">
                <Group wrap="nowrap" align="flex-start">
                  <Radio.Indicator />
                  <div>
                    <Text fw={600}>{preset.name}</Text>
                    <Text size="sm" c="dimmed">
                      {t('start.found.presetFacts', {
                        clusters: preset.clusters,
                        units: preset.units,
                        scale: preset.scaleTitle,
                      })}
                    </Text>
                    {/* Where a preset comes from is written in its file, in English. */}
                    {language === 'en' ? (
                      <Text size="xs" c="dimmed" mt={4}>
                        {preset.about}
                      </Text>
                    ) : null}
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        {draft === null ? null : (
          <Group align="flex-end" gap="md">
            <TextInput
              label={t('start.found.name')}
              value={draft.name}
              maxLength={300}
              onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
              style={{ flex: 1 }}
              required
            />
            <NumberInput
              label={t('start.found.year')}
              value={draft.year}
              min={2000}
              max={2200}
              w={110}
              allowDecimal={false}
              onChange={(year) => {
                if (typeof year === 'number') onChange({ ...draft, year })
              }}
            />
          </Group>
        )}
        {draft === null ? null : (
          <Radio.Group
            label={t('start.found.crossEntry')}
            value={draft.crossEntry}
            onChange={(value) => {
              const crossEntry = crossEntrySchema.safeParse(value)
              if (crossEntry.success) onChange({ ...draft, crossEntry: crossEntry.data })
            }}
          >
            <Stack gap={6} mt={6}>
              {crossEntrySchema.options.map((each) => (
                <Radio key={each} value={each} label={crossEntryName(each, language)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={draft === null || draft.name.trim() === ''}>
            {t('common.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
