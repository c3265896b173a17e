<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DeviceText</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LensCloud</name>
    <message numerus="yes">
        <source>τ %1 overall, %2 among the %n most accurate</source>
        <extracomment>%1 and %2 correlations; %n candidates, the most accurate ones.</extracomment>
        <translation>
            <numerusform>τ %1 overall, %2 among the %n most accurate</numerusform>
            <numerusform>τ %1 overall, %2 among the %n most accurate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a latency there</source>
        <extracomment>%n candidates of the front, which are not drawn where the points travel to.</extracomment>
        <translation>
            <numerusform>%n without a latency there</numerusform>
            <numerusform>%n without a latency there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeritText</name>
    <message numerus="yes">
        <source>Latencies within ±%1; of %n cell(s) predicted.</source>
        <extracomment>%1 a share such as 2.5 %; %n of the cells.</extracomment>
        <translation>
            <numerusform>Latencies within ±%1; of %n cell predicted.</numerusform>
            <numerusform>Latencies within ±%1; of %n cells predicted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) do not tell yet which traits matter at equal latency.</source>
        <translation>
            <numerusform>%n training does not tell yet which traits matter at equal latency.</numerusform>
            <numerusform>%n trainings do not tell yet which traits matter at equal latency.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of other latencies do(es) not count.</source>
        <extracomment>%n random cells whose latency is another one.</extracomment>
        <translation>
            <numerusform>%n of another latency does not count.</numerusform>
            <numerusform>%n of other latencies do not count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n random cell(s) within ±%1 of this latency on %2 were trained under this protocol.</source>
        <extracomment>%1 a share such as 2.5 %, %2 a device setting.</extracomment>
        <translation>
            <numerusform>%n random cell within ±%1 of this latency on %2 was trained under this protocol.</numerusform>
            <numerusform>%n random cells within ±%1 of this latency on %2 were trained under this protocol.</numerusform>
        </translation>
    </message>
</context>
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
    <name>PointText</name>
    <message numerus="yes">
        <source>estimated from %n training(s)</source>
        <extracomment>Provenance of an accuracy: learnt from %n trainings of other cells.</extracomment>
        <translation>
            <numerusform>estimated from %n training</numerusform>
            <numerusform>estimated from %n trainings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n training(s)</source>
        <extracomment>Provenance of an accuracy: the mean of %n trainings of this cell.</extracomment>
        <translation>
            <numerusform>mean of %n training</numerusform>
            <numerusform>mean of %n trainings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemarkCommand</name>
    <message numerus="yes">
        <source>star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>star for %n candidate</numerusform>
            <numerusform>star for %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>no star for %n candidate</numerusform>
            <numerusform>no star for %n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message numerus="yes">
        <source>%n architecture(s) in all</source>
        <extracomment>Result of measuring: %n architectures that the device has measurements of.</extracomment>
        <translation>
            <numerusform>%n architecture in all</numerusform>
            <numerusform>%n architectures in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unstable</source>
        <extracomment>%n measurements whose repetitions did not agree.</extracomment>
        <translation>
            <numerusform>%n unstable</numerusform>
            <numerusform>%n unstable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>%n architectures that the device failed on.</extracomment>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s)</source>
        <translation>
            <numerusform>%n architecture</numerusform>
            <numerusform>%n architectures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a decision</source>
        <extracomment>%n searches after which no operation outweighs the others.</extracomment>
        <translation>
            <numerusform>%n without a decision</numerusform>
            <numerusform>%n without a decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s)</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) trained</source>
        <extracomment>%n cells that short trainings told of.</extracomment>
        <translation>
            <numerusform>%n cell trained</numerusform>
            <numerusform>%n cells trained</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) of %1 cells</source>
        <extracomment>%n trainings, some of them of the same cells; %1 a count of cells.</extracomment>
        <translation>
            <numerusform>%n training of %1 cells</numerusform>
            <numerusform>%n trainings of %1 cells</numerusform>
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
    <name>paretoscope::widgets::DeviceOverlay</name>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>No more than %n can be told apart: take one away first</numerusform>
            <numerusform>No more than %n can be told apart: take one away first</numerusform>
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
        <source>mean of %n sampled cell(s), λ %1</source>
        <extracomment>Mark in a plot: the mean of %n cells that a search sampled; %1 its price of latency.</extracomment>
        <translation>
            <numerusform>mean of %n sampled cell, λ %1</numerusform>
            <numerusform>mean of %n sampled cells, λ %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::GuidedPath</name>
    <message numerus="yes">
        <source>%n cell(s) of run %1</source>
        <extracomment>What will be trained: %n cells that a search ended with, %1 the number of its run.</extracomment>
        <translation>
            <numerusform>%n cell of run %1</numerusform>
            <numerusform>%n cells of run %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::HoverCard</name>
    <message numerus="yes">
        <source>expected, by all %n training(s): %1</source>
        <extracomment>%1 an accuracy with one standard deviation; what is expected of a cell that was trained.</extracomment>
        <translation>
            <numerusform>expected, by %n training: %1</numerusform>
            <numerusform>expected, by all %n trainings: %1</numerusform>
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
    <message numerus="yes">
        <source>Run %1 has not moved for %n minute(s). It may wait for its device, its disk, or memory that other programs take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on from its last checkpoint.</source>
        <extracomment>%1 the number of a run.</extracomment>
        <translation>
            <numerusform>Run %1 has not moved for %n minute. It may wait for its device, its disk, or memory that other programs take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on from its last checkpoint.</numerusform>
            <numerusform>Run %1 has not moved for %n minutes. It may wait for its device, its disk, or memory that other programs take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on from its last checkpoint.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MainWindow</name>
    <message numerus="yes">
        <source>Folder for %n file(s)</source>
        <translation>
            <numerusform>Folder for %n file</numerusform>
            <numerusform>Folder for %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these files exist(s) there already.</source>
        <translation>
            <numerusform>%n of these files exists there already.</numerusform>
            <numerusform>%n of these files exist there already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritPlot</name>
    <message numerus="yes">
        <source>Candidate %1: %2, mean of %n seed(s); %3, %4</source>
        <extracomment>%1 the number of a candidate, %2 an accuracy, %3 a latency, %4 how it is known; %n training seeds.</extracomment>
        <translation>
            <numerusform>Candidate %1: %2, %n seed; %3, %4</numerusform>
            <numerusform>Candidate %1: %2, mean of %n seeds; %3, %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritView</name>
    <message numerus="yes">
        <source>Train %n &amp;random cell(s)</source>
        <extracomment>A button: %n random cells of the chosen cell&apos;s latency.</extracomment>
        <translation>
            <numerusform>Train %n &amp;random cell</numerusform>
            <numerusform>Train %n &amp;random cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PlotTable</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
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
    <name>paretoscope::widgets::RunOverlay</name>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>No more than %n can be told apart: take one away first</numerusform>
            <numerusform>No more than %n can be told apart: take one away first</numerusform>
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
