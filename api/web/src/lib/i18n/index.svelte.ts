/** The reader's language. Three dictionaries; a message is a key and the values that go into it. */

import { easy } from './easy';
import { en } from './en';
import { ja } from './ja';

export type MessageKey = keyof typeof ja;
export type Messages = Record<MessageKey, string>;

export type Language = 'ja' | 'en' | 'easy';

interface LanguageFacts {
  name: string;
  /** A shorter name for the phone's narrow header. */
  short: string;
  /** For the `lang` attribute (BCP 47). */
  tag: string;
  /** For dates and numbers. */
  locale: string;
  messages: Messages;
}

export const LANGUAGES: Record<Language, LanguageFacts> = {
  ja: { name: '日本語', short: '日本語', tag: 'ja', locale: 'ja-JP', messages: ja },
  en: { name: 'English', short: 'EN', tag: 'en', locale: 'en-GB', messages: en },
  easy: { name: 'やさしい日本語', short: 'やさしい', tag: 'ja-x-easy', locale: 'ja-JP', messages: easy },
};

const STORED = 'noriai.language';

function isLanguage(value: unknown): value is Language {
  return value === 'ja' || value === 'en' || value === 'easy';
}

function first(): Language {
  try {
    const stored = localStorage.getItem(STORED);
    if (isLanguage(stored)) return stored;
  } catch {
    // No storage: the browser's language decides.
  }
  return typeof navigator === 'undefined' || navigator.language.startsWith('ja') ? 'ja' : 'en';
}

class Speech {
  language = $state<Language>(first());
  facts = $derived(LANGUAGES[this.language]);

  choose(language: Language): void {
    this.language = language;
    try {
      localStorage.setItem(STORED, language);
    } catch {
      // The choice then lasts for this visit only.
    }
  }
}

export const speech = new Speech();

export type Values = Record<string, string | number>;

/** Puts the values into the places marked {name}. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}

/** The message in the reader's language. */
export function t(key: MessageKey, values?: Values): string {
  return fill(speech.facts.messages[key], values);
}

/** A number in the reader's way of writing it. */
export function number(value: number, digits = 0): string {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(speech.facts.locale, form);
}

/** An amount of money. */
export function yen(amount: number): string {
  return t('yen', { n: number(amount) });
}

/** The name in the reader's language, where the source has one. */
export function nameOf(place: { name: string; name_en?: string | null; name_kana?: string | null }): string {
  if (speech.language === 'en') return place.name_en || place.name;
  return place.name;
}
