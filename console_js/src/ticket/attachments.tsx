// The files of an entry: pictures small and in place, everything else by name and size.
import type { Attachment } from '../../../shared_js/wire';
import { PageIcon } from '../ui';
import { Hits } from './said';
import { sizeWords } from './upload';

export const Attachments = ({ files, words = '' }: { files: readonly Attachment[]; words?: string }) => (
  <ul class="attached" aria-label="Attached files">
    {files.map((file) => (
      <li key={file.id}>{file.image ? <Picture file={file} words={words} /> : <Other file={file} words={words} />}</li>
    ))}
  </ul>
);

const Picture = ({ file, words }: { file: Attachment; words: string }) => (
  <a class="attached-picture" href={file.url} target="_blank" rel="noopener"
    title={`${file.name}, ${sizeWords(file.size)}`}>
    <img src={file.url} alt="" width={file.width} height={file.height} loading="lazy" />
    <span class="attached-name"><bdi class="truncate"><Hits text={file.name} words={words} /></bdi></span>
  </a>
);

const Other = ({ file, words }: { file: Attachment; words: string }) => (
  <a class="attached-file" href={file.url} download={file.name} title={`${file.name}, ${file.type}`}>
    <PageIcon />
    <bdi class="truncate"><Hits text={file.name} words={words} /></bdi><span class="quiet">{sizeWords(file.size)}</span>
  </a>
);
