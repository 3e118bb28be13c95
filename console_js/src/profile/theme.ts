// Light, dark, or as the system has it. Imported at the start, so that the first picture is right already.
import { effect } from '@preact/signals';
import { remembered } from '../store/remembered';

export type Theme = 'system' | 'light' | 'dark';
export const theme = remembered<Theme>('theme', 'system');

effect(() => {
  const root = document.documentElement;
  if (theme.value === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme.value;
});
