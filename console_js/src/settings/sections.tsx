// The sections of the settings, in the order of their tabs; `role` is the least that may open one.
import type { ComponentType } from 'preact';
import type { Role } from '../../../shared_js/wire';
import { atLeast } from '../people/may';
import { store } from '../store';
import { CannedReplies } from './canned';
import { Categories } from './categories';
import { Labels } from './labels';
import { Sites } from './sites';
import { Tokens } from './tokens';

export interface SettingsSection { id: string; label: string; role: Role; Screen: ComponentType }

export const SECTIONS: readonly SettingsSection[] = [
  { id: 'sites', label: 'Sites', role: 'admin', Screen: Sites },
  { id: 'canned', label: 'Canned replies', role: 'agent', Screen: CannedReplies },
  { id: 'labels', label: 'Labels', role: 'manager', Screen: Labels },
  { id: 'categories', label: 'Categories', role: 'manager', Screen: Categories },
  { id: 'tokens', label: 'API tokens', role: 'admin', Screen: Tokens },
];

export const mySections = () => SECTIONS.filter(({ role }) => atLeast(store.me.value, role));
