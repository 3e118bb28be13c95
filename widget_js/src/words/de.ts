/** Every word the widget shows, in German. Sentences that the server writes come as they are. */
import type { Words } from './en';

export const de: Words = {
  close: 'Chat schließen', menu: 'Mehr', send: 'Senden', cancel: 'Abbrechen', save: 'Speichern',
  online: 'Wir sind da', away: 'Wir sind gerade nicht da', soundOn: 'Ton einschalten', soundOff: 'Ton ausschalten',
  end: 'Gespräch beenden', reallyEnd: 'Dieses Gespräch beenden?', startNew: 'Neues Gespräch beginnen',
  hello: 'Hallo! Wie können wir helfen?',
  awayHint: 'Hinterlassen Sie eine Nachricht und Ihre E-Mail-Adresse, wir schreiben zurück.',
  name: 'Ihr Name', email: 'Ihre E-Mail-Adresse', optional: 'freiwillig', required: 'Bitte ausfüllen.', badEmail: 'Bitte eine E-Mail-Adresse wie name@beispiel.de angeben.',
  placeholder: 'Nachricht schreiben', writeHere: 'Ihre Nachricht', log: 'Gespräch', you: 'Sie', loading: 'Das Gespräch wird geladen',
  sending: 'Wird gesendet', sent: 'Gesendet', read: 'Gelesen', failed: 'Nicht gesendet', retry: 'Nochmals senden', remove: 'Löschen', newMessages: 'Neue Nachrichten',
  types: (name) => `${name} schreibt`,
  next: 'Sie sind als Nächstes dran', ahead: (n) => (n === 1 ? 'Eine Person ist vor Ihnen' : `${n} Personen sind vor Ihnen`),
  waiting: 'Gleich ist jemand für Sie da.',
   joined: (name) => `${name} ist jetzt da`, transferred: (name) => `Sie sprechen jetzt mit ${name}`,
  passedOn: (team) => `${team} übernimmt`, returned: 'Sie sind wieder in der Warteschlange. Wer als Nächstes frei ist, übernimmt.', endedByYou: 'Sie haben das Gespräch beendet', endedBy: (name) => `${name} hat das Gespräch beendet`,
  ended: 'Das Gespräch ist beendet', missed: 'Es war niemand frei', converted: (number) => `Ihr Anliegen hat die Nummer #${number}`,
  contactLeft: (email) => `Sie haben die Adresse ${email} hinterlassen`,
  rateTitle: 'Wie war es?', stars: (n) => (n === 1 ? '1 von 5 Sternen' : `${n} von 5 Sternen`), comment: 'Möchten Sie etwas ergänzen?', rateSend: 'Bewertung senden', thanks: 'Danke für Ihre Rückmeldung.',
  contactTitle: 'Dürfen wir Ihnen schreiben?', contactMissed: 'Gerade ist niemand frei. Hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.',
  contactEnded: 'Hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.',
  contactWaiting: 'Wenn Sie nicht warten können, hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.', contactDone: (email) => `Wir schreiben an ${email}.`,
  lost: 'Keine Verbindung. Was Sie schreiben, bleibt erhalten und wird gesendet, sobald sie wieder da ist.', refused: 'Der Chat ist hier nicht verfügbar.', tryAgain: 'Nochmals versuchen',
};
