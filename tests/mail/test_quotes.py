"""What was written now is told from what was quoted. Beyond the mails of the corpus: single habits, and no loss."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.mail.quotes import split

HISTORY = "> Hello\n> there"


@pytest.mark.parametrize("line", [
    "On Mon, Mar 2, 2026 at 4:31 PM Support <s@desk.example> wrote:",
    "On 2 Mar 2026, at 16:31, Support <s@desk.example> wrote:",
    "On 03/02/2026 04:31 PM, Support wrote:",
    "Am Mo., 2. März 2026 um 16:31 Uhr schrieb Support <s@desk.example>:",
    "Support <s@desk.example> schrieb am Mo., 2. März 2026, 16:31:",
    "Le lun. 2 mars 2026 à 16:31, Support <s@desk.example> a écrit :",
    "El lun, 2 mar 2026 a las 16:31, Support (<s@desk.example>) escribió:",
    "Il giorno lun 2 mar 2026 alle ore 16:31 Support <s@desk.example> ha scritto:",
    "Em seg., 2 de mar. de 2026 às 16:31, Support <s@desk.example> escreveu:",
    "Op ma 2 mrt 2026 om 16:31 schreef Support <s@desk.example>:",
    "Den mån 2 mars 2026 kl 16:31 skrev Support <s@desk.example>:",
    "pon., 2 mar 2026 o 16:31 Support <s@desk.example> napisał(a):",
    "пн, 2 мар. 2026 г. в 16:31, Support <s@desk.example>:",
    "2026年3月2日(月) 16:31 Support <s@desk.example>:",
    "Support <s@desk.example> 于2026年3月2日周一 16:31写道：",
    "2026년 3월 2일 (월) 오후 4:31, Support <s@desk.example>님이 작성:",
    "‫في الاثنين، 2 مارس 2026 في 4:31 م تمت كتابة ما يلي بواسطة ‪Support‬‏ <‪s@desk.example‬‏>:‬",
    "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "---- On Mon, 02 Mar 2026 Support wrote ----",
    "From: Support <s@desk.example>\nSent: Monday, March 2, 2026 4:31 PM\nTo: Ada\nSubject: Lamp",
    "De : Support <s@desk.example>\nEnvoyé : lundi 2 mars 2026 16:31\nÀ : Ada\nObjet : Lampe",
    "*From:* Support <s@desk.example>\n*Sent:* Monday, March 2, 2026 4:31 PM\n*To:* Ada\n*Subject:* Lamp",
    "差出人: Support <s@desk.example>\n送信日時: 2026年3月2日 16:31\n宛先: Ada\n件名: ランプ",
])
def test_history_is_announced_in_many_ways(line):
    found = split(f"My answer.\n\n{line}\n\n{HISTORY}\n")
    assert found.text == "My answer."
    assert found.quoted == f"{line}\n\n{HISTORY}"


@pytest.mark.parametrize("text", [
    "My order:\nFrom: Berlin\nTo: Paris\nDate: May", "I wrote: nothing works.",
    "On Monday we wrote to you:\nno answer.",
    "Dates: 2026-03-02, 10:30\nPlease call: ada@example.com", "> is greater than\nand < is less than it",
    "The error was:\nconnection refused", "Call me on 4 May:\n0123 456", "-----\nnot a message\n-----",
    "On 2 March 2026 I bought a lamp.\nIt broke.",
])
def test_a_customers_own_words_stay(text):
    assert split(text).text == text
    assert not split(text).quoted


@pytest.mark.parametrize("line", [
    "Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Get Outlook for iOS", "-- \nAda",
    "Enviado desde mi iPhone", "iPhoneから送信", "Diese Nachricht wurde von meinem Android-Gerät gesendet.",
])
def test_signatures(line):
    found = split(f"Hello\n\n{line}")
    assert (found.text, found.signature) == ("Hello", line)


def test_only_history_is_what_somebody_says():
    assert split(HISTORY).text == HISTORY
    assert split("").text == ""


lines = st.sampled_from([
    "Hello", "", "> quoted", ">> deeper", "On Mon, Mar 2, 2026 at 4:31 PM Ada <a@b.example> wrote:", "-- ",
    "From: a@b.example",
    "Sent: 16:31", "To: me", "-----Original Message-----", "Sent from my iPhone", "Thanks", "____________________",
    "---------- Forwarded message ---------", "Am 02.03.2026 um 16:31 schrieb Ada:", "| bar", ":", "wrote:",
])


@settings(max_examples=300)
@given(st.lists(lines | st.text(max_size=40), max_size=30))
def test_no_word_is_lost(some):
    text = "\n".join(some)
    found = split(text)
    kept = f"{found.text}\n{found.signature}\n{found.quoted}"
    assert Counter(re.findall(r"\w+", kept)) == Counter(re.findall(r"\w+", text))
