import 'fake-indexeddb/auto';
import { vi } from 'vitest';

vi.mock('#i18n', () => import('../../unit/components/words.ts'));
