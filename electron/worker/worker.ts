import { parentPort, workerData } from 'node:worker_threads'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { createApp } from '../host/create-app.ts'
import { createIncidentLog } from '../platform/node/incident-log.ts'
import { nodeMachine } from '../platform/node/node-machine.ts'
import type { ToWorker, WorkerStart } from './messages.ts'
import { type HostPort, nativeChannel, serveApp } from './serve-app.ts'

/** Composition root of the application: one worker thread, one data folder. Started by both hosts. */
const channel = expectDefined(parentPort, 'worker.ts runs as a worker thread')
const { dataFolder, hostInfo }: WorkerStart = workerData
const port: HostPort = {
  post: (message, moved) => channel.postMessage(message, [...moved]),
  listen: (listener) => channel.on('message', (message: ToWorker) => listener(message)),
  close: () => channel.close(),
}
const native = nativeChannel(port)
const incidents = createIncidentLog(dataFolder)
// A stray rejection must not take the store down with it: it is kept like any other defect.
process.on('unhandledRejection', (reason) => incidents.report('unhandledRejection', reason))

const app = createApp(
  nodeMachine({
    dataFolder,
    hostInfo,
    lockFile,
    native: hostInfo.chooser.kind === 'native' ? native : null,
    reportDefect: incidents.report,
  }),
)
serveApp(app, port, native)
