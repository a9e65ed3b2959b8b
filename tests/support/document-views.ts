import seasonFile from '../../build/presets/season-dak-nong-2021.json' with { type: 'json' }
import scaleFile from '../../build/presets/scale-province-2021.json' with { type: 'json' }
import { createDice } from '../../electron/services/practice/dice.ts'
