/** Every word the widget shows, in English; the other languages follow its shape. Sentences that the server writes come as they are. */
export const en = {
  close: 'Close chat', menu: 'More', send: 'Send', cancel: 'Cancel', save: 'Save',
  online: 'We are here', away: 'We are away at the moment', soundOn: 'Turn sound on', soundOff: 'Turn sound off',
  end: 'End conversation', reallyEnd: 'End this conversation?', startNew: 'Start a new conversation',
  /** As the server greets until a site has a greeting of its own (GREETING in server/widget/sites.py). */
  hello: 'Hello! How can we help you?',
  awayHint: 'Leave a message and your email address, and we will write back.',
  name: 'Your name', email: 'Your email', optional: 'optional', required: 'Please fill this in.', badEmail: 'Please give an email address like name@example.com.',
  placeholder: 'Write a message', writeHere: 'Your message', log: 'Conversation', you: 'You', loading: 'Loading the conversation',
  sending: 'Sending', sent: 'Sent', read: 'Read', failed: 'Not sent', retry: 'Try again', remove: 'Delete', newMessages: 'New messages',
  types: (name: string) => `${name} is typing`,
  next: 'You are next in line', ahead: (n: number) => (n === 1 ? '1 person is ahead of you' : `${n} people are ahead of you`),
  waiting: 'Somebody will be with you shortly.',
   joined: (name: string) => `${name} joined`, transferred: (name: string) => `You are now talking to ${name}`,
  passedOn: (team: string) => `${team} takes over`, returned: 'You are back in line. The next free colleague takes over.', endedByYou: 'You ended the conversation', endedBy: (name: string) => `${name} ended the conversation`,
  ended: 'The conversation has ended', missed: 'Nobody was free to answer', converted: (number: number) => `Your request has the number #${number}`,
  contactLeft: (email: string) => `You left your address ${email}`,
  rateTitle: 'How was it?', stars: (n: number) => (n === 1 ? '1 star of 5' : `${n} stars of 5`), comment: 'Anything to add?', rateSend: 'Send rating', thanks: 'Thank you for your feedback.',
  contactTitle: 'May we write to you?', contactMissed: 'Nobody is free right now. Leave your email address, and we will answer there.',
  contactEnded: 'Leave your email address, and we will answer there.',
  contactWaiting: 'If you cannot wait, leave your email address, and we will answer there.', contactDone: (email: string) => `We will write to ${email}.`,
  lost: 'No connection. What you write is kept and sent as soon as it is back.', refused: 'The chat is not available here.', tryAgain: 'Try again',
};

export type Words = typeof en;
