import scale from '../../build/presets/scale-province-2021.json' with { type: 'json' }
import season from '../../build/presets/season-dak-nong-2021.json' with { type: 'json' }
import type { PresetFile } from '../services/presets.ts'

/** The presets that come with the program. */
export const bundledPresets: readonly PresetFile[] = [{ id: 'dak-nong-2021', season, scale }]
