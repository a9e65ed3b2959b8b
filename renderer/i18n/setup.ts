import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../../shared/messages/words.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    returnNull: false
    resources: { translation: typeof vi }
  }
}

const rememberedKey = 'giaouoc.language'

/** Starts the texts in the language this machine used last; Vietnamese otherwise. */
export function startTexts(): void {
  const language = readRemembered()
  document.documentElement.lang = language
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { vi: { translation: vi }, en: { translation: en } },
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  })
}

/** Typed sentences: `t('sheets.title')`. */
export function useText() {
  return useTranslation().t
}

export type TextFunction = ReturnType<typeof useText>

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'vi'
}

export function switchLanguage(language: Language): void {
  document.documentElement.lang = language
  window.localStorage.setItem(rememberedKey, language)
  void i18next.changeLanguage(language)
}

function readRemembered(): Language {
  return window.localStorage.getItem(rememberedKey) === 'en' ? 'en' : 'vi'
}
