<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>PairText</name>
    <message numerus="yes">
        <source>From %n candidate(s) of “%1”:</source>
        <extracomment>%1 the name of an accuracy protocol; %n candidates.</extracomment>
        <translation>
            <numerusform>From %n candidate of “%1”:</numerusform>
            <numerusform>From %n candidates of “%1”:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measured on both, the others predicted on at least one.</source>
        <translation>
            <numerusform>%n measured on both, the others predicted on at least one.</numerusform>
            <numerusform>%n measured on both, the others predicted on at least one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n architecture in common.</numerusform>
            <numerusform>%n architectures in common.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TuningView</name>
    <message numerus="yes">
        <source>, %n groups</source>
        <extracomment>Of a convolution, after its shape: it has %n groups.</extracomment>
        <translation>
            <numerusform>, %n groups</numerusform>
            <numerusform>, %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceTableModel</name>
    <message numerus="yes">
        <source>%n measurement(s) newer</source>
        <translation>
            <numerusform>%n measurement newer</numerusform>
            <numerusform>%n measurements newer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From repeats of %n architecture(s)</source>
        <translation>
            <numerusform>From repeats of %n architecture</numerusform>
            <numerusform>From repeats of %n architectures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicesView</name>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n architecture in common.</numerusform>
            <numerusform>%n architectures in common.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FrontOverlays</name>
    <message numerus="yes">
        <source>%n larger candidate(s) left out.</source>
        <translation>
            <numerusform>%n larger candidate left out.</numerusform>
            <numerusform>%n larger candidates left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>τ %1 overall, %2 among the %n most accurate</source>
        <extracomment>%1 and %2 correlations; %n candidates, the most accurate ones.</extracomment>
        <translation>
            <numerusform>τ %1 overall, %2 among the %n most accurate</numerusform>
            <numerusform>τ %1 overall, %2 among the %n most accurate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n sampled cell(s), λ %1</source>
        <extracomment>Mark in a plot: the mean of %n cells that a search sampled; %1 its price of latency.</extracomment>
        <translation>
            <numerusform>mean of %n sampled cell, λ %1</numerusform>
            <numerusform>mean of %n sampled cells, λ %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::JobController</name>
    <message numerus="yes">
        <source>Added %n measurement(s) of %1 and their predictors: see Devices.</source>
        <extracomment>%n counts measurements, %1 is a computer&apos;s name.</extracomment>
        <translation>
            <numerusform>Added %n measurement of %1 and its predictor: see Devices.</numerusform>
            <numerusform>Added %n measurements of %1 and their predictors: see Devices.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PredictorView</name>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <extracomment>What a predictor was fitted from.</extracomment>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RankMatrixModel</name>
    <message numerus="yes">
        <source>%1 measured again: τ %2 between repeats of %n architecture(s)</source>
        <extracomment>%1 a device setting, %2 a correlation, %n architectures measured twice.</extracomment>
        <translation>
            <numerusform>%1 measured again: τ %2 between repeats of %n architecture</numerusform>
            <numerusform>%1 measured again: τ %2 between repeats of %n architectures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common</source>
        <extracomment>How many architectures were measured on both device settings.</extracomment>
        <translation>
            <numerusform>%n architecture in common</numerusform>
            <numerusform>%n architectures in common</numerusform>
        </translation>
    </message>
</context>
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
<context>
    <name>paretoscope::widgets::TuningView</name>
    <message numerus="yes">
        <source>%1: median and quartiles of %n tunings</source>
        <translation>
            <numerusform>%1: median and quartiles of %n tunings</numerusform>
            <numerusform>%1: median and quartiles of %n tunings</numerusform>
        </translation>
    </message>
</context>
</TS>
