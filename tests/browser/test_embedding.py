"""The widget on other people's pages: quiet until clicked, at home under a strict policy, refused elsewhere."""

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.host_page import HostPage
from tests.browser.stage import COOKIE, DESK_WINDOW

SHIFTS = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) total += shift.value; })
    .observe({ type: 'layout-shift', buffered: true });
  // Two frames and a task later, what the page has shifted so far has been told.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(total))));
})"""
PHONE = {"width": 390, "height": 844}
NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('not here', 'SecurityError'); } });
}"""
# Socket.IO by hand: answers the greeting by joining a namespace, and tells what came back.
JOIN = """([address, namespace, auth]) => new Promise((done) => {
  const socket = new WebSocket(address);
  socket.onmessage = ({ data }) => {
    if (data.startsWith('0')) socket.send(`40${namespace},${JSON.stringify(auth)}`);
    else if (data.startsWith('4')) done(data);
  };
  socket.onclose = () => done('closed');
})"""
KEPT = "[document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"


@pytest_asyncio.fixture(loop_scope="session")
async def host(stage):
    """A page of another origin, which the site allows."""
    host = HostPage(stage.url, stage.cast.site["_id"]).start()
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.ada.bearer) as client:
        answer = await client.patch(f"/api/v1/sites/{stage.cast.site['_id']}", json={"origins": [host.origin]})
    assert answer.status_code == 200
    yield host
    host.stop()


@pytest.fixture
def stranger(stage):
    """A page of an origin that the site does not allow."""
    host = HostPage(stage.url, stage.cast.site["_id"]).start()
    yield host
    host.stop()


@pytest.mark.parametrize("place", ["demo", "another origin"])
async def test_nothing_happens_before_the_first_click(stage, host, place):
    page = await stage.page("visitor")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    await page.goto(f"{stage.url}/demo" if place == "demo" else host.origin)
    launcher = page.get_by_role("button", name="Open chat")
    await expect(launcher).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate(f"(async () => {KEPT})()") == ["", 0, 0, 0]
    assert await page.context.cookies() == []
    ours = [url for url in asked if "/static/widget/demo/" not in url]
    assert ours == [page.url, f"{stage.url}/widget.js"]
    assert await page.evaluate(SHIFTS) == 0

    # The launcher is a button that lies over the page; the page itself stays as wide and as high.
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    before = await page.evaluate(size)
    await launcher.click()
    await expect(page.frame_locator("iframe[title=Chat]").get_by_role("textbox", name="Your message")).to_be_focused()
    assert await page.evaluate(size) == before
    assert await page.evaluate(SHIFTS) == 0


async def test_a_chat_from_a_page_with_a_strict_policy(stage, host):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor(host.origin)
    await vera.start("Do you ship to Iceland?")
    chat = await alice.accept()
    await expect(alice.page.get_by_role("complementary").get_by_text("Another shop")).to_be_visible()
    await chat.write("We do.")
    await expect(vera.said("We do.")).to_be_visible()
    await vera.page.reload()
    await expect(vera.said("We do.")).to_be_visible()
    # All of it is kept by our frame for this host alone; nothing is a cookie.
    assert await vera.page.context.cookies() == []


async def test_a_browser_that_keeps_nothing(stage, host):
    """Where storage is blocked the chat works as long as the page stays."""
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor(host.origin, init_script=NO_STORAGE)
    await vera.start("Can you hear me?")
    chat = await alice.accept()
    await chat.write("Loud and clear.")
    await expect(vera.said("Loud and clear.")).to_be_visible()


async def test_an_origin_that_is_not_allowed_is_refused(stage, stranger):
    stage.expect_trouble("frame-ancestors", r"Is http://localhost:\d+ an allowed origin")
    page = await stage.page("visitor")
    await page.goto(stranger.origin)
    async with page.expect_console_message(lambda message: "an allowed origin" in message.text):
        await page.get_by_role("button", name="Open chat").click()
    assert await page.frame_locator("iframe[title=Chat]").get_by_role("textbox").count() == 0


@pytest.mark.parametrize("namespace", ["/visitor", "/agent"])
async def test_a_script_of_a_stranger_gets_no_socket(stage, namespace):
    """Not even on a page of the same site, where the browser sends the agent's cookie along."""
    host = HostPage(stage.url, stage.cast.site["_id"], policy="").start()
    page = await stage.page("Alice")
    await page.context.add_cookies([{"name": COOKIE, "value": stage.cast.alice.token, "url": stage.url}])
    await page.goto(host.origin.replace("localhost", "127.0.0.1"))
    address = f"{stage.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    answer = await page.evaluate(JOIN, [address, namespace, {"site": stage.cast.site["_id"]}])
    host.stop()
    assert answer.startswith(f"44{namespace},")
    assert "forbidden" in answer


async def test_unread_answers_show_on_the_closed_launcher(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("Are you there?")
    chat = await alice.accept()
    await vera.page.get_by_role("button", name="Close chat").last.click()
    await chat.write("Yes.")
    await expect(vera.page.get_by_role("button", name="Open chat (1 unread)")).to_be_visible()
    await expect(chat.log.get_by_text("Sent", exact=True)).to_be_visible()
    await vera.page.reload()
    await vera.page.get_by_role("button", name="Open chat (1 unread)").click()
    await expect(vera.said("Yes.")).to_be_visible()
    await expect(chat.log.get_by_text("Read", exact=True)).to_be_visible()


async def test_on_a_phone_the_widget_does_not_cover_the_next_page(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor(viewport=PHONE)
    await vera.start("Is it heavy?")
    chat = await alice.accept()
    await vera.page.reload()
    await expect(vera.launcher).to_be_visible()
    await chat.write("No, 300 grams.")
    await vera.page.get_by_role("button", name="Open chat (1 unread)").click()
    await expect(vera.said("No, 300 grams.")).to_be_visible()

    # With room beside it the chat stays open from page to page.
    await vera.page.set_viewport_size(DESK_WINDOW)
    await vera.page.reload()
    await expect(vera.said("No, 300 grams.")).to_be_visible()
