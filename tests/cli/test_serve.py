"""The server as a process: what it leaves in the data folder when it starts."""

from tests.browser.server import Server


def test_the_calendar_of_reminders_is_brought_up_to_date(tmp_path):
    server = Server(tmp_path / "data")
    calendar = server.data / "reminders.ics"
    try:
        server.form("/reminders", title="Call Ana", on="2030-05-01")
        assert "Call Ana" in calendar.read_text()
        server.stop()
        calendar.unlink()
        server.start()
        assert "Call Ana" in calendar.read_text()
    finally:
        server.stop()
