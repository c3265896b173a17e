<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>paretoscope::widgets::RunActions</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <extracomment>An undo step; %n runs.</extracomment>
        <translation>
            <numerusform>delete %n run</numerusform>
            <numerusform>delete %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n run(s)</source>
        <translation>
            <numerusform>restore %n run</numerusform>
            <numerusform>restore %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted, with their candidates.</source>
        <extracomment>%n runs were put into the bin.</extracomment>
        <translation>
            <numerusform>%n run deleted, with their candidates.</numerusform>
            <numerusform>%n runs deleted, with their candidates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) and their candidates, histories and checkpoints are removed for good. Measurements stay.</source>
        <translation>
            <numerusform>%n run and their candidates, histories and checkpoints are removed for good. Measurements stay.</numerusform>
            <numerusform>%n runs and their candidates, histories and checkpoints are removed for good. Measurements stay.</numerusform>
        </translation>
    </message>
</context>
</TS>
