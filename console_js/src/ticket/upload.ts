/** Files on their way to the server: one after another comes through, each can be stopped or tried again. */
import type { Signal } from '@preact/signals';
import type { Attachment } from '../../../shared_js/wire';
import { ApiError, failure, request as ask } from '../api';

export const LARGEST_MB = 25;
const LARGEST = LARGEST_MB * 1024 * 1024;
export const MOST_FILES = 20;
const AT_ONCE = 3;

export interface Upload {
  key: string;
  name: string;
  size: number;
  /** 'refused': trying again would not help. */
  state: 'waiting' | 'sending' | 'done' | 'failed' | 'refused';
  /** 0 to 1. */
  progress: number;
  error?: string;
  attachment?: Attachment;
  /** A picture of one's own, shown while it is not yet there. */
  preview?: string;
}
export type Uploads = Signal<readonly Upload[]>;

interface Job { key: string; file: File; into: Uploads; request?: XMLHttpRequest }
const jobs = new Map<string, Job>();
const waiting: Job[] = [];
let running = 0;

function set(into: Uploads, key: string, changes: Partial<Upload>): void {
  into.value = into.value.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload));
}

/** Why a file can't be sent at all, told before a byte of it travels. */
export function refusal(file: { name: string; size: number }, already: number): string | null {
  if (already >= MOST_FILES) return `At most ${MOST_FILES} files go with one message.`;
  if (file.size > LARGEST) return `Too large: ${sizeWords(file.size)}. A file may have at most ${LARGEST_MB} MB.`;
  if (!file.size) return 'The file is empty.';
  return null;
}

export function addFiles(files: readonly File[], into: Uploads): void {
  for (const file of files) {
    const key = crypto.randomUUID();
    const error = refusal(file, into.value.filter(({ state }) => state !== 'refused').length);
    const name = file.name || 'file';
    into.value = [...into.value, {
      key, name, size: file.size, state: error ? 'refused' : 'waiting', progress: 0, ...(error && { error }),
      ...(!error && /^image\/(png|jpeg|gif|webp)$/.test(file.type) && { preview: URL.createObjectURL(file) }),
    }];
    if (error) continue;
    const job: Job = { key, file, into };
    jobs.set(key, job);
    waiting.push(job);
  }
  next();
}

/** Stops it if it is still on its way. */
export function removeFile(key: string, from: Uploads): void {
  const upload = from.value.find((one) => one.key === key);
  from.value = from.value.filter((one) => one.key !== key);
  if (upload?.preview) URL.revokeObjectURL(upload.preview);
  const job = jobs.get(key);
  jobs.delete(key);
  if (job && waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
  job?.request?.abort();
  // What was sent before and came back with an undo stays with its entry: the server refuses that by itself.
  if (upload?.attachment) ask('DELETE', `attachments/${encodeURIComponent(upload.attachment.id)}`).catch(() => {});
}

export function retryFile(key: string): void {
  const job = jobs.get(key);
  if (!job || waiting.includes(job)) return;
  set(job.into, key, { state: 'waiting', progress: 0, error: undefined });
  waiting.push(job);
  next();
}

function next(): void {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    const job = waiting.shift()!;
    void send(job).finally(() => { running -= 1; next(); });
  }
}

async function send(job: Job): Promise<void> {
  set(job.into, job.key, { state: 'sending' });
  try {
    const attachment = await post(job, (progress) => set(job.into, job.key, { progress }));
    jobs.delete(job.key);
    set(job.into, job.key, { state: 'done', progress: 1, attachment });
  } catch (error) {
    const final = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
    const words = error instanceof ApiError ? error.message : 'The upload was broken off.';
    set(job.into, job.key, { state: final ? 'refused' : 'failed', error: words });
  }
}

/** By XMLHttpRequest: fetch can't tell how far an upload has come. */
function post(job: Job, onProgress: (part: number) => void): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    job.request = request;
    request.open('POST', `/api/v1/attachments?${new URLSearchParams({ name: job.file.name || 'file' })}`);
    request.setRequestHeader('Content-Type', job.file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Attachment);
      else reject(failure(request.status, request.response));
    };
    request.onerror = () => reject(new ApiError(0, 'offline', 'The connection broke off.'));
    request.onabort = () => reject(new ApiError(0, 'offline', 'Stopped.'));
    request.send(job.file);
  });
}

/** "1.4 MB", in the steps of 1024 that the limit is counted in. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [unit, value] = bytes < 1024 * 1024 ? ['KB', bytes / 1024] as const : ['MB', bytes / 1024 / 1024] as const;
  // Rounded up past the limit, so that a file just too large is not called 25 MB.
  return `${value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value)} ${unit}`;
}
