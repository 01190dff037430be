"""What leaves the machine 通知: e-mail by SMTP, SMS and WeChat by a webhook; quiet hours, retries, what could not be sent.

    wording.declare(Template(code, label, text, …))     a room declares what it says, once
    sending.send(template, to=…, channel=…, values=…, key=…, now=…)     stores, and defers the job in the same transaction
    sending.latest_demo(to, template=…)      in a demonstration: the text that would have been sent
    guarding.guards              a room above may object: no text to a shared telephone
    staff.announce_notice        a red or amber notice, said again to those who asked for it

Addresses and texts are sealed at rest; nothing here knows a matter but its id.
"""
