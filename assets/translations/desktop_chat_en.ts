<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChoiceList</name>
    <message numerus="yes">
        <source>Show all %n files</source>
        <translation>
            <numerusform>Show %n file</numerusform>
            <numerusform>Show all %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadStrip</name>
    <message numerus="yes">
        <source>%n download(s)</source>
        <translation>
            <numerusform>%n download</numerusform>
            <numerusform>%n downloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundDialog</name>
    <message numerus="yes">
        <source>Add %n model(s)</source>
        <translation>
            <numerusform>Add %n model</numerusform>
            <numerusform>Add %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message numerus="yes">
        <source>Use models of other apps (%n found)</source>
        <translation>
            <numerusform>Use models of other apps (%n found)</numerusform>
            <numerusform>Use models of other apps (%n found)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasoningFold</name>
    <message numerus="yes">
        <source>Thought for %n second(s)</source>
        <translation>
            <numerusform>Thought for %n second</numerusform>
            <numerusform>Thought for %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message numerus="yes">
        <source>%n file(s), {size} in all.</source>
        <translation>
            <numerusform>%n file, {size}.</numerusform>
            <numerusform>%n files, {size} in all.</numerusform>
        </translation>
    </message>
</context>
</TS>
