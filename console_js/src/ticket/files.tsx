// The files that go with what is being written: how far each has come, and a way to stop or to try again.
import { useState } from 'preact/hooks';
import { Button, CloseIcon, IconButton, PaperclipIcon, WarnIcon } from '../ui';
import { removeFile, retryFile, sizeWords, type Upload, type Uploads } from './upload';

/** `intoChat`: the words go to a visitor in a chat, which files can't follow. */
export function Files({ files, intoChat }: { files: Uploads; intoChat: boolean }) {
  if (!files.value.length) return null;
  return (
    <>
      {intoChat && (
        <p class="files-stay" role="status">
          <WarnIcon size={14} />Files don’t reach a visitor in the chat; paste a link instead.
        </p>
      )}
      <ul class="files" aria-label="Attached files">
        {files.value.map((file) => <FileRow key={file.key} file={file} onRemove={() => removeFile(file.key, files)} />)}
      </ul>
    </>
  );
}

function FileRow({ file, onRemove }: { file: Upload; onRemove: () => void }) {
  // Not everything that calls itself a picture is one: the server says, and before that the browser.
  const [broken, setBroken] = useState(false);
  const isPicture = !broken && (file.attachment?.image ?? file.preview !== undefined);
  const moving = file.state === 'waiting' || file.state === 'sending';
  return (
    <li class="file" data-state={file.state}>
      <span class="file-picture">
        {isPicture ? <img src={file.preview ?? file.attachment!.url} alt="" onError={() => setBroken(true)} />
          : file.error ? <WarnIcon /> : <PaperclipIcon />}
      </span>
      <span class="file-words">
        <bdi class="truncate" title={file.name}>{file.name}</bdi>
        {file.error ? <span class="file-error" role="alert">{file.error}</span>
          : <span class="quiet">{moving ? far(file) : sizeWords(file.size)}</span>}
        {moving && <progress max={1} value={file.progress} aria-label={`Uploading ${file.name}`} />}
      </span>
      {file.state === 'failed' && <Button size="sm" onClick={() => retryFile(file.key)}>Try again</Button>}
      <IconButton icon={CloseIcon} size="sm" label={`${moving ? 'Stop' : 'Remove'} ${file.name}`} onClick={onRemove} />
    </li>
  );
}

const far = ({ progress, size }: Upload) => `${Math.round(progress * 100)} % of ${sizeWords(size)}`;
