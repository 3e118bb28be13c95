"""How mail programs announce what they quote, in the languages they speak. Data for quotes.py."""

# The first words of a block of copied headers, and those that follow them.
FROM = (
    "From|Von|De|Da|Van|Från|Fra|Frå|Lähettäjä|Od|Odesílatel|Feladó|Expéditeur|Remitente|Mittente"
    "|Afzender|Saatja|Avsender|Afsender|Gönderen|Kimden|От|От кого|Від|Από|מאת|من|差出人|送信元|发件人"
    "|寄件者|寄件人|보낸 사람|보낸사람|Từ|Dari|Gửi từ|Nadawca|Отправитель|Reply-To"
)
OTHER = (
    "Sent|Date|To|Subject|Cc|Bcc|Reply-To|Reply To|Importance|Attachments?|Organization|Gesendet|Datum"
    "|An|Betreff|Kopie|Antwort an|Envoyé|Date d'envoi|À|A|Objet|Enviado|Enviada|Enviado el|Enviada em"
    "|Fecha|Data|Para|Asunto|Assunto|Inviato|Oggetto|Verzonden|Verstuurd|Aan|Onderwerp|Skickat|Till"
    "|Ämne|Sendt|Til|Emne|Lähetetty|Vastaanottaja|Pvm|Aihe|Päiväys|Kopio|Wysłano|Do|Dw|Temat|DW"
    "|Odesláno|Komu|Předmět|Odoslané|Predmet|Elküldve|Címzett|Tárgy|Gönderildi|Tarih|Kime|Konu"
    "|Отправлено|Дата|Кому|Копия|Тема|Надіслано|Στάλθηκε|Ημερομηνία|Προς|Θέμα|נשלח|תאריך|אל|עותק|נושא"
    "|تاريخ|التاريخ|تم الإرسال|إلى|الموضوع|送信日時|日時|日付|宛先|件名|发送时间|日期|收件人|抄送|主题"
    "|寄件日期|傳送時間|收件者|副本|主旨|보낸 날짜|날짜|받는 사람|받는사람|참조|제목|Ngày|Gửi|Đến"
    "|Đã gửi|Chủ đề|Tanggal|Kepada|Subjek"
)
# What somebody did who is quoted: without an address, one of these makes a line an attribution.
WROTE = (
    "wrote|writes|sent|schrieb|geschrieben|a écrit|écrit|escribió|escribi[oó]|escreveu|ha scritto"
    r"|scritto|scrive|schreef|geschreven|skrev|skrivit|kirjoitti|napisał|napisała|napisał\(a\)|pisze"
    "|napsal|napísal|írta|yazdı|şunu yazdı|написал|написала|пишет|написав|έγραψε|כתב|כתבה|כתב/ה|كتب"
    "|のメール|書きました|写道|寫道|작성|님이 작성|đã viết|menulis|rašė|rakstīja"
)
ORIGINAL = (
    "Original Message|Original Appointment|Reply Message|Reply message|Original message|Forwarded Reply"
    "|Ursprüngliche Nachricht|Originalnachricht|Ursprünglicher Termin|Oprindelig meddelelse"
    "|Opprinnelig melding|Ursprungligt meddelande|Originalmeddelande|Alkuperäinen viesti"
    "|Message d['’]origine|Message original|Message d['’]origine.*|Mensaje original"
    "|Mensagem [Oo]riginal|Messaggio originale|Oorspronkelijk bericht|Oorspronkelijke bericht"
    "|Wiadomość oryginalna|Oryginalna wiadomość|Původní zpráva|Pôvodná správa|Eredeti üzenet"
    "|Özgün İleti|Orijinal İleti|Исходное сообщение|Оригінальне повідомлення|Αρχικό μήνυμα|הודעה מקורית"
    "|الرسالة الأصلية|元のメッセージ|Original-Nachricht|原始邮件|邮件原件|原始郵件|원본 메시지"
    "|원본 이메일|Tin nhắn gốc|Pesan Asli|Quoted Text"
)
FORWARDED = (
    "Forwarded [Mm]essage|Forwarded by.*|Weitergeleitete Nachricht|Weitergeleitete Mail"
    "|Message transféré|Message transmis|Mensaje reenviado|Mensagem encaminhada|Messaggio inoltrato"
    "|Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt melding|Videresendt meddelelse"
    "|Välitetty viesti|Przekazana wiadomość|Přeposlaná zpráva|Továbbított üzenet|İletilen ileti"
    "|Пересылаемое сообщение|Перенаправленное сообщение|הודעה שהועברה|رسالة مُعاد توجيهها"
    "|転送されたメッセージ|Forwarded mail|转发邮件|轉寄郵件|전달된 메시지"
)
# The beginning and the end of a line that a telephone or an app put under the mail.
SENT_FROM = (
    "Sent from|Sent via|Sent using|Get Outlook for|Sent with|Gesendet (?:von|mit)"
    "|Von meinem .{2,40} gesendet|Diese Nachricht wurde von .{2,60} gesendet"
    "|Envoyé (?:de|depuis|à partir)|Enviado (?:desde|do|de|a partir)|Enviada do|Inviato da"
    "|Verzonden (?:vanaf|met|via)|Verstuurd vanaf|Skickat från|Sendt fra|Lähetetty|Wysłane z|Wysłano z"
    "|Odesláno z|Отправлено (?:с|из)|נשלח מ|أُرسلت من|iPhoneから送信|从我的|发自我的|來自我的"
    "|내 .{2,20}에서 보냄|Télécharger Outlook|Obtener Outlook para|Outlook für|Holen Sie sich Outlook"
    "|Download Outlook|Yahoo Mail para|Mit .{2,30} gesendet"
)
# How a line begins that says who wrote when.
BEGINS = (
    "On|At|Am|Le|El|Il|In data|Op|Den|Em|No dia|W dniu|Dnia|Dne|Dňa|V|В|Il giorno|Στις|בתאריך|ביום|في"
    r"|Vào|Vào lúc|Pada|Dana|Mon|Tue|Wed|Thu|Fri|Sat|Sun|于|在|El día|Kl\.|Päivämäärä|Pe|La|Su|Ma|Ti|Ke"
    "|To"
)
