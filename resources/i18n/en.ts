<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ActivityView</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was refused stays here until you decide. What arrived is kept for %n day(s).</source>
        <translation>
            <numerusform>What was refused stays here until you decide. What arrived is kept for %n day.</numerusform>
            <numerusform>What was refused stays here until you decide. What arrived is kept for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Urgent</name>
    <message numerus="yes">
        <source>The server was restored and no longer holds %n record(s) of this device</source>
        <translation>
            <numerusform>The server was restored and no longer holds %n record of this device</numerusform>
            <numerusform>The server was restored and no longer holds %n records of this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) held: the server keeps failing on them</source>
        <translation>
            <numerusform>%n change held: the server keeps failing on it</numerusform>
            <numerusform>%n changes held: the server keeps failing on them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>activity</name>
    <message numerus="yes">
        <source>%n more deed(s) built on it and wait with it:</source>
        <translation>
            <numerusform>%n more deed built on it and waits with it:</numerusform>
            <numerusform>%n more deeds built on it and wait with it:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <translation>
            <numerusform>and %n other</numerusform>
            <numerusform>and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent in %n second(s)</source>
        <translation>
            <numerusform>Sent in %n second</numerusform>
            <numerusform>Sent in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These %n were one deed and go back together.</source>
        <translation>
            <numerusform>These %n were one deed and go back together.</numerusform>
            <numerusform>These %n were one deed and go back together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo all %n</source>
        <translation>
            <numerusform>Undo all %n</numerusform>
            <numerusform>Undo all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>approvals</name>
    <message numerus="yes">
        <source>%n letter(s) chosen</source>
        <translation>
            <numerusform>%n letter chosen</numerusform>
            <numerusform>%n letters chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n</source>
        <translation>
            <numerusform>Approve %n</numerusform>
            <numerusform>Approve %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can be decided on together</source>
        <translation>
            <numerusform>%n can be decided on together</numerusform>
            <numerusform>%n can be decided on together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n drafter(s)</source>
        <translation>
            <numerusform>from %n drafter</numerusform>
            <numerusform>from %n drafters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest waits for %n day(s)</source>
        <translation>
            <numerusform>the oldest waits for %n day</numerusform>
            <numerusform>the oldest waits for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approvals, %n letter(s)</source>
        <translation>
            <numerusform>Approvals, %n letter</numerusform>
            <numerusform>Approvals, %n letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) unchanged</source>
        <translation>
            <numerusform>%n paragraph unchanged</numerusform>
            <numerusform>%n paragraphs unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) added</source>
        <translation>
            <numerusform>%n word added</numerusform>
            <numerusform>%n words added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) removed</source>
        <translation>
            <numerusform>%n word removed</numerusform>
            <numerusform>%n words removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n place(s)</source>
        <translation>
            <numerusform>in %n place</numerusform>
            <numerusform>in %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Group {name}, %n letter(s).</source>
        <translation>
            <numerusform>Group {name}, %n letter.</numerusform>
            <numerusform>Group {name}, %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n were chosen.</source>
        <translation>
            <numerusform>The first %n were chosen.</numerusform>
            <numerusform>The first %n were chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look: {why}</source>
        <translation>
            <numerusform>%n needs a look: {why}</numerusform>
            <numerusform>%n need a look: {why}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drafting</name>
    <message numerus="yes">
        <source>%n other rule(s) are kept</source>
        <translation>
            <numerusform>%n other rule is kept</numerusform>
            <numerusform>%n other rules are kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must be mended</source>
        <translation>
            <numerusform>%n must be mended</numerusform>
            <numerusform>%n must be mended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked on this device by %n rule(s)</source>
        <translation>
            <numerusform>Checked on this device by %n rule</numerusform>
            <numerusform>Checked on this device by %n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced</source>
        <translation>
            <numerusform>%n place replaced</numerusform>
            <numerusform>%n places replaced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search %n kind(s) of letters</source>
        <translation>
            <numerusform>Search %n kind of letters</numerusform>
            <numerusform>Search %n kinds of letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inbox</name>
    <message numerus="yes">
        <source>{name}, %n item(s)</source>
        <translation>
            <numerusform>{name}, %n item</numerusform>
            <numerusform>{name}, %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen, of different kinds</source>
        <translation>
            <numerusform>%n chosen, of different kinds</numerusform>
            <numerusform>%n chosen, of different kinds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{urgency} = %n hour(s) from now ({time}), nights and days off included.</source>
        <translation>
            <numerusform>{urgency} = %n hour from now ({time}), nights and days off included.</numerusform>
            <numerusform>{urgency} = %n hours from now ({time}), nights and days off included.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{urgency} = %n working day(s) after today; days off are not counted.</source>
        <translation>
            <numerusform>{urgency} = %n working day after today; days off are not counted.</numerusform>
            <numerusform>{urgency} = %n working days after today; days off are not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n tasks</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen, one text for all</source>
        <translation>
            <numerusform>%n chosen, one text for all</numerusform>
            <numerusform>%n chosen, one text for all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Group {name}, %n item(s).</source>
        <translation>
            <numerusform>Group {name}, %n item.</numerusform>
            <numerusform>Group {name}, %n items.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n were chosen.</source>
        <translation>
            <numerusform>The first %n were chosen.</numerusform>
            <numerusform>The first %n were chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} %n need(s) a look.</source>
        <translation>
            <numerusform>{done} %n needs a look.</numerusform>
            <numerusform>{done} %n need a look.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message numerus="yes">
        <source>%n change(s) of yours were saved from the damaged file.</source>
        <translation>
            <numerusform>%n change of yours was saved from the damaged file.</numerusform>
            <numerusform>%n changes of yours were saved from the damaged file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are held back: look at them in Sync.</source>
        <translation>
            <numerusform>%n change is held back: look at it in Sync.</numerusform>
            <numerusform>%n changes are held back: look at them in Sync.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your session ended. Sign in again to send %n change(s). Your work is safe.</source>
        <translation>
            <numerusform>Your session ended. Sign in again to send %n change. Your work is safe.</numerusform>
            <numerusform>Your session ended. Sign in again to send %n changes. Your work is safe.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>when</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words</name>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Sending %n change</numerusform>
            <numerusform>Sending %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s) in a moment · can still be undone</source>
        <translation>
            <numerusform>Sending %n change in a moment · can still be undone</numerusform>
            <numerusform>Sending %n changes in a moment · can still be undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n change(s) waiting to be sent · last connected {time}</source>
        <translation>
            <numerusform>Offline · %n change waiting to be sent · last connected {time}</numerusform>
            <numerusform>Offline · %n changes waiting to be sent · last connected {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n change(s) waiting to be sent</source>
        <translation>
            <numerusform>Offline · %n change waiting to be sent</numerusform>
            <numerusform>Offline · %n changes waiting to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need your attention</source>
        <translation>
            <numerusform>%n thing needs your attention</numerusform>
            <numerusform>%n things need your attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) held: the server keeps failing on them</source>
        <translation>
            <numerusform>%n change held: the server keeps failing on it</numerusform>
            <numerusform>%n changes held: the server keeps failing on them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) completed.</source>
        <translation>
            <numerusform>%n task completed.</numerusform>
            <numerusform>%n tasks completed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Given to %n receiver(s).</source>
        <translation>
            <numerusform>Given to %n receiver.</numerusform>
            <numerusform>Given to %n receivers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) approved.</source>
        <translation>
            <numerusform>%n letter approved.</numerusform>
            <numerusform>%n letters approved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) returned with one note.</source>
        <translation>
            <numerusform>%n item returned with one note.</numerusform>
            <numerusform>%n items returned with one note.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) withdrawn.</source>
        <translation>
            <numerusform>%n task withdrawn.</numerusform>
            <numerusform>%n tasks withdrawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone: {what}, all %n</source>
        <translation>
            <numerusform>Undone: {what}, all %n</numerusform>
            <numerusform>Undone: {what}, all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
</context>
</TS>
