import { Badge, Button, Select } from '@mantine/core'
import { IconHeartHandshake, IconPencilPlus, IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import type { AgreementView } from '../../../shared/contract/agreement.ts'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintLink } from '../../ui/print-link.tsx'
import { go, useRoute } from '../../ui/router.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './agreement.module.css'
import { AgreementEditor } from './agreement-editor.tsx'
import { AgreementText } from './agreement-text.tsx'
import { Parties } from './parties.tsx'
import { SignDialog } from './sign-dialog.tsx'

export interface AgreementScreenProps {
  readonly view: SeasonView
}

type AgreementList = CallOutput<'agreement.list'>

/** Read it like the paper, see who has signed, sign. */
export function AgreementScreen({ view }: AgreementScreenProps) {
  const t = useText()
  const route = useRoute()
  const list = useQueryCall('agreement.list', {})
  return (
    <Asked query={list} rows={10}>
      {(value) =>
        route.path[1] === 'draft' ? (
          <AgreementEditor view={view} proposal={value.proposal} />
        ) : value.agreements.length === 0 ? (
          <Page title={t('agreement.title')}>
            <NothingHere
              icon={<IconHeartHandshake />}
              title={t('agreement.none')}
              next={t(value.proposal === null ? 'agreement.noneNext' : 'agreement.noneDraftNext')}
              actions={
                value.proposal === null ? null : (
                  <Button component="a" href={hrefs.agreementDraft()}>
                    {t('agreement.draft')}
                  </Button>
                )
              }
            />
          </Page>
        ) : (
          <ReadAgreement list={value} asked={route.query.get('agreement')} />
        )
      }
    </Asked>
  )
}

function ReadAgreement({ list, asked }: { readonly list: AgreementList; readonly asked: string | null }) {
  const t = useText()
  const words = useWords()
  const [signing, setSigning] = useState(false)
  const shown = shownAgreement(list.agreements, asked)
  if (shown === undefined) return null
  const mine = shown.parties.filter((party) => party.mine && party.signed === null)
  return (
    <Page
      title={t('agreement.title')}
      fit="wide"
      badges={
        <Badge color={shown.current ? 'pine' : 'gray'} variant="light">
          {t(shown.current ? 'agreement.current' : 'agreement.superseded')}
        </Badge>
      }
      actions={
        <>
          {list.agreements.length > 1 ? (
            <Select
              aria-label={t('agreement.version')}
              w={270}
              allowDeselect={false}
              value={shown.record as string}
              data={list.agreements.map((each) => ({
                value: each.record as string,
                label: t('agreement.versionOf', {
                  scope: each.body.scope === null ? t('agreement.scopeAll') : words.cluster(each.body.scope),
                  at: showMoment(each.draftedAt),
                }),
              }))}
              onChange={(record) => {
                const chosen = list.agreements.find((each) => each.record === record)
                if (chosen !== undefined) go(hrefs.agreement(chosen.record))
              }}
            />
          ) : null}
          {list.proposal === null ? null : (
            <Button
              component="a"
              href={hrefs.agreementDraft()}
              variant="default"
              leftSection={<IconPencilPlus size={16} />}
            >
              {t('agreement.newVersion')}
            </Button>
          )}
          <PrintLink
            href={hrefs.print('agreement', { agreement: shown.record })}
            label={t('agreement.print')}
          />
          {shown.current && mine.length > 0 ? (
            <Button leftSection={<IconSignature size={17} />} onClick={() => setSigning(true)}>
              {t('agreement.sign')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes['columns']}>
        <AgreementText agreement={shown} />
        <Parties agreement={shown} />
      </div>
      {signing ? (
        <SignDialog
          agreement={shown}
          parties={mine}
          signatories={list.signatories}
          onClose={() => setSigning(false)}
        />
      ) : null}
    </Page>
  )
}

/** The one asked for, else the one still to be signed here, else the newest in force. */
function shownAgreement(
  agreements: readonly AgreementView[],
  asked: string | null,
): AgreementView | undefined {
  return (
    agreements.find((each) => each.record === asked) ??
    agreements.find((each) => each.current && each.parties.some((party) => party.mine)) ??
    agreements.find((each) => each.current) ??
    agreements[0]
  )
}
