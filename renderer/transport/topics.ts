import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { Topic } from '../../shared/contract/define.ts'
import { transport } from './call-host.ts'
import { announceChanges } from './changes.ts'

type Progress = Extract<Topic, { topic: 'progress' }>

/** How far long work has come, per task; null: nothing under way that was reported. */
export const useProgress = create<{ readonly [Each in Progress['task']]: Progress | null }>(() => ({
  import: null,
  export: null,
  practice: null,
}))

/** Routes what the host pushes: data changed → ask again; locked → forget everything shown. */
export function followTopics(client: QueryClient): () => void {
  return transport.subscribe((topic) => {
    switch (topic.topic) {
      case 'changed':
        announceChanges(topic.changes)
        return
      case 'progress':
        useProgress.setState({ [topic.task]: topic.done >= topic.total ? null : topic })
        return
      case 'locked':
        client.removeQueries({
          predicate: (query) => query.queryKey[0] !== 'host.info' && query.queryKey[0] !== 'workspace.status',
        })
        void client.invalidateQueries({ queryKey: ['workspace.status'] })
        return
    }
  })
}
