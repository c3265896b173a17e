<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>CellItem</name>
    <message>
        <source>out</source>
        <extracomment>The output of a cell; at most five letters fit.</extracomment>
        <translation>Ausg.</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <extracomment>%1 an operation, %2 and %3 the nodes that it connects.</extracomment>
        <translation>%1 von %2 nach %3</translation>
    </message>
</context>
<context>
    <name>CompareTables</name>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 a difference in milliseconds, %2 the same as a share.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 an accuracy, %2 how it is known (&quot;trained&quot;).</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 points</source>
        <extracomment>A difference of two accuracies in percentage points; %1 is the number with its sign.</extracomment>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <extracomment>MACs are multiply-accumulate operations of one image.</extracomment>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Activations (bytes)</source>
        <translation>Aktivierungen (Bytes)</translation>
    </message>
    <message>
        <source>stem, head and joins</source>
        <translation>Stamm, Kopf und Zusammenführungen</translation>
    </message>
    <message>
        <source>not from single edges</source>
        <translation>nicht von einzelnen Kanten</translation>
    </message>
    <message>
        <source>How operations work together, and which edges there are at all</source>
        <translation>Wie Operationen zusammenwirken und welche Kanten es überhaupt gibt</translation>
    </message>
    <message>
        <source>whole network, predicted</source>
        <translation>ganzes Netz, vorhergesagt</translation>
    </message>
    <message>
        <source>neither has been scored or trained</source>
        <translation>keine der beiden wurde bewertet oder trainiert</translation>
    </message>
</context>
<context>
    <name>CompareText</name>
    <message>
        <source>Searched at λ %1 for %2 (run %3)</source>
        <extracomment>A cell that a search ended with: %1 its price of latency, %2 a device setting, %3 the run&apos;s number.</extracomment>
        <translation>Gesucht bei λ %1 für %2 (Lauf %3)</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <extracomment>%1 is a candidate&apos;s number.</extracomment>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <extracomment>A cell from a paper; %1 is its name.</extracomment>
        <translation>Veröffentlicht: %1</translation>
    </message>
    <message>
        <source>Candidate %1, on the front</source>
        <extracomment>%1 is a candidate&apos;s number.</extracomment>
        <translation>Kandidat %1, auf der Front</translation>
    </message>
</context>
<context>
    <name>DeviceText</name>
    <message>
        <source>CUDA graph</source>
        <extracomment>A way of running a network on a GPU: all its operations recorded once.</extracomment>
        <translation>CUDA-Graph</translation>
    </message>
    <message>
        <source>batch %1</source>
        <extracomment>%1 images in one run.</extracomment>
        <translation>Batch %1</translation>
    </message>
    <message>
        <source>CPU</source>
        <extracomment>The processor of a computer.</extracomment>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n Thread</numerusform>
            <numerusform>%n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>imported table</source>
        <translation>importierte Tabelle</translation>
    </message>
    <message>
        <source>another computer: %1</source>
        <translation>anderer Computer: %1</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>nicht an diesem Computer</translation>
    </message>
</context>
<context>
    <name>EdgeCostText</name>
    <message>
        <source>%1 ms</source>
        <extracomment>A difference of latencies in milliseconds; %1 is the number with its sign.</extracomment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <extracomment>A difference of latencies in microseconds; %1 is the number with its sign.</extracomment>
        <translation>%1 µs</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>measured %1 of %2</source>
        <translation>%1 von %2 gemessen</translation>
    </message>
    <message>
        <source>scored %1 of %2</source>
        <translation>%1 von %2 bewertet</translation>
    </message>
    <message>
        <source>fitting to %1 architectures</source>
        <translation>Anpassung an %1 Architekturen</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>warm-up, step %1 of %2</source>
        <translation>Aufwärmen, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>λ %1, step %2 of %3</source>
        <translation>λ %1, Schritt %2 von %3</translation>
    </message>
    <message>
        <source>%1 (%2 trainings so far)</source>
        <translation>%1 (bisher %2 Trainings)</translation>
    </message>
    <message>
        <source>training 1 cell for %1 steps</source>
        <translation>trainiert 1 Zelle über %1 Schritte</translation>
    </message>
    <message>
        <source>training %1 cells for %2 steps</source>
        <translation>trainiert %1 Zellen über %2 Schritte</translation>
    </message>
    <message>
        <source>training %1 networks to step %2</source>
        <translation>trainiert %1 Netze bis Schritt %2</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>schreibt %1</translation>
    </message>
    <message>
        <source>written and read back: %1</source>
        <translation>geschrieben und zurückgelesen: %1</translation>
    </message>
    <message>
        <source>measure %1 architectures on %2, %3</source>
        <translation>%1 Architekturen auf %2 messen, %3</translation>
    </message>
    <message>
        <source>measure %1 chosen cells on %2, %3</source>
        <translation>%1 gewählte Zellen auf %2 messen, %3</translation>
    </message>
    <message>
        <source>measure and train the front of %1 on %2</source>
        <translation>Front von %1 auf %2 messen und trainieren</translation>
    </message>
    <message>
        <source>measure and train the front of %1</source>
        <translation>Front von %1 messen und trainieren</translation>
    </message>
    <message>
        <source>the newest exploration</source>
        <translation>neuester Erkundung</translation>
    </message>
    <message>
        <source>measuring the front</source>
        <translation>misst die Front</translation>
    </message>
    <message>
        <source>training the front</source>
        <translation>trainiert die Front</translation>
    </message>
    <message>
        <source>fit %1, %2</source>
        <translation>%1 anpassen, %2</translation>
    </message>
    <message>
        <source>explore %1, %2 minutes</source>
        <translation>%1 erkunden, %2 Minuten</translation>
    </message>
    <message>
        <source>search %1 λ %2</source>
        <translation>%1 suchen, λ %2</translation>
    </message>
    <message>
        <source>search %1 target %2</source>
        <translation>%1 suchen, Ziel %2</translation>
    </message>
    <message>
        <source>train %1 cells for %2 steps, %3</source>
        <translation>%1 Zellen über %2 Schritte trainieren, %3</translation>
    </message>
    <message>
        <source>score 1 cell with the weights of search %1</source>
        <translation>1 Zelle mit den Gewichten der Suche %1 bewerten</translation>
    </message>
    <message>
        <source>score %1 cells with the weights of search %2</source>
        <translation>%1 Zellen mit den Gewichten der Suche %2 bewerten</translation>
    </message>
    <message>
        <source>tune the operators of %1 on %2</source>
        <translation>die Operatoren von %1 auf %2 tunen</translation>
    </message>
    <message>
        <source>tune %1 on %2</source>
        <translation>%1 auf %2 tunen</translation>
    </message>
    <message>
        <source>export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>pipeline to %1: %2</source>
        <translation>alles bis zur Datei in %1: %2</translation>
    </message>
    <message>
        <source>trained %1 steps, %2</source>
        <translation>trainiert %1 Schritte, %2</translation>
    </message>
    <message>
        <source>one-shot, supernet of %1 steps (%2, seed %3)</source>
        <translation>One-Shot, Supernetz von %1 Schritten (%2, Startwert %3)</translation>
    </message>
    <message>
        <source>live λ</source>
        <translation>bewegtes λ</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>imported: %1 of %2</source>
        <translation>importiert: %1 aus %2</translation>
    </message>
    <message>
        <source>measuring random architectures</source>
        <translation>misst zufällige Architekturen</translation>
    </message>
    <message>
        <source>fitting the latency predictor</source>
        <translation>passt den Latenzprädiktor an</translation>
    </message>
    <message>
        <source>searching for cells to propose</source>
        <translation>sucht Zellen als Vorschläge</translation>
    </message>
    <message>
        <source>exploring</source>
        <translation>erkundet</translation>
    </message>
    <message>
        <source>measuring the chosen cells</source>
        <translation>misst die gewählten Zellen</translation>
    </message>
    <message>
        <source>training them for equal steps</source>
        <translation>trainiert sie gleich lange</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>exportiert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Other programs keep %1 of %2 processors busy; measuring needs %3 of them undisturbed. Latencies will be noisier: close what can be closed.</source>
        <translation>Andere Programme halten %1 von %2 Prozessoren beschäftigt; das Messen braucht %3 davon ungestört. Latenzen werden verrauschter: Schließen Sie, was sich schließen lässt.</translation>
    </message>
    <message>
        <source>%1, CIFAR augmentation</source>
        <translation>%1, Augmentierung wie bei CIFAR</translation>
    </message>
    <message>
        <source>%1, ImageNet augmentation</source>
        <translation>%1, Augmentierung wie bei ImageNet</translation>
    </message>
    <message>
        <source>%1, no augmentation</source>
        <translation>%1, ohne Augmentierung</translation>
    </message>
    <message>
        <source>explore %1, budget %2 short trainings</source>
        <translation>%1 erkunden, Budget %2 kurze Trainings</translation>
    </message>
    <message>
        <source>The project&apos;s measurements on %1 were taken on &apos;%2&apos;, now it is &apos;%3&apos;; together they would mean nothing. Measure in a new project; a profile carries the old ones there (profile export, import).</source>
        <translation>Die Messungen des Projekts auf %1 wurden auf „%2“ gemacht, jetzt ist es „%3“; zusammen würden sie nichts bedeuten. Messen Sie in einem neuen Projekt; ein Geräteprofil bringt die alten dorthin.</translation>
    </message>
    <message>
        <source>measure 1 chosen cell on %1, %2</source>
        <translation>1 gewählte Zelle auf %1 messen, %2</translation>
    </message>
    <message>
        <source>train 1 cell for %1 steps, %2</source>
        <translation>1 Zelle über %1 Schritte trainieren, %2</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This name is not known.</source>
        <translation>Dieser Name ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A value is outside its range.</source>
        <translation>Ein Wert liegt außerhalb seines Bereichs.</translation>
    </message>
    <message>
        <source>This is not a valid genotype.</source>
        <translation>Das ist kein gültiger Genotyp.</translation>
    </message>
    <message>
        <source>A network of this shape cannot be built.</source>
        <translation>Ein Netz dieser Form lässt sich nicht bauen.</translation>
    </message>
    <message>
        <source>The data cannot be used.</source>
        <translation>Die Daten sind nicht verwendbar.</translation>
    </message>
    <message>
        <source>The file was not found.</source>
        <translation>Die Datei wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Another process is writing to this project.</source>
        <translation>Ein anderer Prozess schreibt in dieses Projekt.</translation>
    </message>
    <message>
        <source>The project file is damaged.</source>
        <translation>Die Projektdatei ist beschädigt.</translation>
    </message>
    <message>
        <source>The project comes from a newer version of this program.</source>
        <translation>Das Projekt stammt aus einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>The project can only be read.</source>
        <translation>Das Projekt ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The project wants to do something outside of itself.</source>
        <translation>Das Projekt will außerhalb seiner selbst etwas tun.</translation>
    </message>
    <message>
        <source>There is not enough data.</source>
        <translation>Es sind nicht genug Daten vorhanden.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht aus.</translation>
    </message>
    <message>
        <source>No architecture reaches this target.</source>
        <translation>Keine Architektur erreicht dieses Ziel.</translation>
    </message>
    <message>
        <source>The device did not answer.</source>
        <translation>Das Gerät hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The job was interrupted.</source>
        <translation>Der Auftrag wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The engine failed.</source>
        <translation>Der Rechenkern ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The project does not contain this.</source>
        <translation>Das Projekt enthält dies nicht.</translation>
    </message>
    <message>
        <source>The loss became NaN.</source>
        <translation>Der Verlust ist keine Zahl mehr (NaN).</translation>
    </message>
    <message>
        <source>The worker sent an invalid message.</source>
        <translation>Der Arbeitsprozess hat eine ungültige Nachricht gesendet.</translation>
    </message>
    <message>
        <source>The download failed.</source>
        <translation>Der Download ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Normal: %1</source>
        <extracomment>An edge of the normal cell; %1 the nodes that it connects.</extracomment>
        <translation>Normal: %1</translation>
    </message>
    <message>
        <source>Reduction: %1</source>
        <extracomment>An edge of the reduction cell; %1 the nodes that it connects.</extracomment>
        <translation>Reduktion: %1</translation>
    </message>
</context>
<context>
    <name>FrontCloud</name>
    <message>
        <source>random or given</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>zufällig oder vorgegeben</translation>
    </message>
    <message>
        <source>searched or explored</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>gesucht oder erkundet</translation>
    </message>
    <message>
        <source>published</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>search result</source>
        <extracomment>Legend: who proposed a candidate; it is a search&apos;s result.</extracomment>
        <translation>Suchergebnis</translation>
    </message>
    <message>
        <source>one-shot</source>
        <translation>one-shot</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>latency predicted</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>Latenz vorhergesagt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>Legend entry: %1 who proposed the candidate, %2 provenance of its numbers.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>estimated, not trained</source>
        <extracomment>Legend: cells whose accuracy is learnt from the trainings of others.</extracomment>
        <translation>geschätzt, nicht trainiert</translation>
    </message>
    <message>
        <source>latency simulated</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>Latenz simuliert</translation>
    </message>
    <message>
        <source>latency imported</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>Latenz importiert</translation>
    </message>
</context>
<context>
    <name>GuidedPath</name>
    <message>
        <source>Fit</source>
        <extracomment>A button: fit the latency predictor.</extracomment>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>A button: search for cells.</extracomment>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Choose</source>
        <extracomment>A button: choose a candidate with λ.</extracomment>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>A button: train the cells found.</extracomment>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Export ONNX…</source>
        <translation>ONNX exportieren…</translation>
    </message>
    <message>
        <source>Tune for the VTA</source>
        <translation>Für den VTA tunen</translation>
    </message>
    <message>
        <source>Explore</source>
        <extracomment>A button: train few cells briefly and learn from them which ones are good.</extracomment>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Measure and train the front</source>
        <extracomment>A menu entry: cells on the front are measured and trained instead of predicted.</extracomment>
        <translation>Front messen und trainieren</translation>
    </message>
    <message>
        <source>Measure</source>
        <extracomment>A button: time architectures on the current device.</extracomment>
        <translation>Messen</translation>
    </message>
</context>
<context>
    <name>HtmlReport</name>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>No candidate has an accuracy and a latency yet.</source>
        <translation>Noch kein Kandidat hat eine Genauigkeit und eine Latenz.</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>latency is</source>
        <translation>Latenz ist</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>accuracy is</source>
        <translation>Genauigkeit ist</translation>
    </message>
    <message>
        <source>Cross-entropy (nats)</source>
        <translation>Kreuzentropie (Nats)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>Multiplikationen-Additionen</translation>
    </message>
    <message>
        <source>Genotype</source>
        <translation>Genotyp</translation>
    </message>
    <message>
        <source>Chosen cell: candidate %1</source>
        <translation>Gewählte Zelle: Kandidat %1</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>Es wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>Geräteeinstellung</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Sentinels</source>
        <translation>Kontrollmessungen</translation>
    </message>
    <message>
        <source>First (UTC)</source>
        <translation>Erste (UTC)</translation>
    </message>
    <message>
        <source>Last (UTC)</source>
        <translation>Letzte (UTC)</translation>
    </message>
    <message>
        <source>Latency predictors</source>
        <translation>Latenzprädiktoren</translation>
    </message>
    <message>
        <source>No predictor was fitted.</source>
        <translation>Es wurde kein Prädiktor angepasst.</translation>
    </message>
    <message>
        <source>Mean error, held out</source>
        <translation>Mittlerer Fehler (Testdaten)</translation>
    </message>
    <message>
        <source>within ±5 %</source>
        <translation>innerhalb ±5 %</translation>
    </message>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>Rauschgrenze</translation>
    </message>
    <message>
        <source>τ ceiling</source>
        <translation>τ-Obergrenze</translation>
    </message>
    <message>
        <source>Baseline&apos;s error</source>
        <translation>Fehler der Vergleichsbasis</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Changed (UTC)</source>
        <translation>Geändert (UTC)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Where the numbers come from, and what they do not say</source>
        <translation>Woher die Zahlen stammen und was sie nicht sagen</translation>
    </message>
    <message>
        <source>A latency is measured, predicted by a model fitted to measurements, simulated, or imported; the tables say which. Filled marks are measured and trained, hollow ones predicted or one-shot.</source>
        <translation>Eine Latenz ist gemessen, von einem an Messungen angepassten Modell vorhergesagt, simuliert oder importiert; die Tabellen sagen, was zutrifft. Gefüllte Marken sind gemessen und trainiert, hohle vorhergesagt oder one-shot.</translation>
    </message>
    <message>
        <source>Accuracies of different protocols are never compared. A one-shot accuracy ranks cells of one supernet; it is no accuracy of a trained network.</source>
        <translation>Genauigkeiten verschiedener Protokolle werden nie verglichen. Eine One-Shot-Genauigkeit ordnet die Zellen eines Supernetzes; sie ist keine Genauigkeit eines trainierten Netzes.</translation>
    </message>
    <message>
        <source>Latencies hold for the named device setting (hardware, runtime, threads, batch, number type) and the conditions at the time of measuring.</source>
        <translation>Latenzen gelten für die genannte Geräteeinstellung (Hardware, Laufzeitumgebung, Threads, Batch, Zahlentyp) und die Bedingungen zur Zeit der Messung.</translation>
    </message>
    <message>
        <source>The VTA is a simulator for int8; its latencies were not measured on hardware.</source>
        <translation>Der VTA ist ein Simulator für int8; seine Latenzen wurden nicht auf Hardware gemessen.</translation>
    </message>
    <message>
        <source>Accuracy protocol</source>
        <translation>Genauigkeitsprotokoll</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Suchraum</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Trainingsrezept</translation>
    </message>
    <message>
        <source>Written on %1 by Paretoscope %2 from %3. Runs: %4, candidates: %5.</source>
        <extracomment>%1 a date, %2 a version, %3 a file name, %4 and %5 counts.</extracomment>
        <translation>Geschrieben am %1 von Paretoscope %2 aus %3. Läufe: %4, Kandidaten: %5.</translation>
    </message>
    <message>
        <source>Accuracy %1, %2; latency %3, %4.</source>
        <extracomment>%1 an accuracy, %2 how it is known, %3 a latency, %4 how it is known.</extracomment>
        <translation>Genauigkeit %1, %2; Latenz %3, %4.</translation>
    </message>
    <message>
        <source>An estimated accuracy is of a cell that was not trained: learnt from the trainings of others, with one standard deviation. A trained number takes its place once there is one.</source>
        <translation>Eine geschätzte Genauigkeit gehört zu einer Zelle, die nicht trainiert wurde: gelernt aus den Trainings anderer Zellen, mit einer Standardabweichung. Sobald es eine trainierte Zahl gibt, tritt sie an ihre Stelle.</translation>
    </message>
    <message>
        <source>Latency on %1; accuracy by the protocol “%2” (%3). Candidates: %4, of which on the front: %5.</source>
        <extracomment>%1 a device setting, %2 an accuracy protocol, %3 how its accuracies are known, %4 and %5 counts.</extracomment>
        <translation>Latenz auf %1; Genauigkeit nach dem Protokoll „%2“ (%3). Kandidaten: %4, davon auf der Front: %5.</translation>
    </message>
</context>
<context>
    <name>ImageSource</name>
    <message>
        <source>“%1” names no images. Write synthetic, cifar10, cifar100, or with a folder: cifar10:FOLDER, cifar100:FOLDER, folder:FOLDER.</source>
        <extracomment>%1 what was typed. The words in front of the colons are typed as they stand; FOLDER is any folder.</extracomment>
        <translation>„%1“ nennt keine Bilder. Schreiben Sie synthetic, cifar10, cifar100 oder mit einem Ordner: cifar10:ORDNER, cifar100:ORDNER, folder:ORDNER.</translation>
    </message>
    <message>
        <source>%1 is not on this computer. “Fetch…” downloads it.</source>
        <extracomment>%1 a data set such as CIFAR-10. “Fetch…” is the button with that name.</extracomment>
        <translation>%1 ist nicht auf diesem Rechner. „Herunterladen…“ holt die Bilder.</translation>
    </message>
    <message>
        <source>%1 is not in the folder %2.</source>
        <extracomment>%1 a data set such as CIFAR-10, %2 a folder.</extracomment>
        <translation>%1 liegt nicht im Ordner %2.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
</context>
<context>
    <name>JobOptions</name>
    <message>
        <source>Computed on</source>
        <translation>Gerechnet auf</translation>
    </message>
    <message>
        <source>auto, cpu, or a GPU by its number, such as gpu0</source>
        <translation>auto, cpu oder eine GPU mit ihrer Nummer, etwa gpu0</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Share measured twice</source>
        <translation>Doppelt gemessener Anteil</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Image size (pixels)</source>
        <translation>Bildgröße (Pixel)</translation>
    </message>
    <message>
        <source>First channels</source>
        <translation>Anfangskanäle</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Search space</source>
        <translation>Suchraum</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER</source>
        <translation>synthetic, cifar10:ORDNER, cifar100:ORDNER oder folder:ORDNER</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>Geräteeinstellung</translation>
    </message>
    <message>
        <source>This computer where empty</source>
        <translation>Dieser Computer, wenn leer</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>Bilder je Schritt</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>fest vorgegeben</translation>
    </message>
    <message>
        <source>taken from the slider while it runs</source>
        <translation>laufend vom Regler übernommen</translation>
    </message>
    <message>
        <source>found for the target latency</source>
        <translation>für die Ziellatenz gefunden</translation>
    </message>
    <message>
        <source>λ is</source>
        <translation>λ wird</translation>
    </message>
    <message>
        <source>Prices λ, one search each</source>
        <translation>Preise λ, je eine Suche</translation>
    </message>
    <message>
        <source>Numbers with semicolons between them</source>
        <translation>Zahlen, durch Semikolons getrennt</translation>
    </message>
    <message>
        <source>Target latency (ms)</source>
        <translation>Ziellatenz (ms)</translation>
    </message>
    <message>
        <source>Needed where λ is found for it</source>
        <translation>Nötig, wenn λ dafür gefunden wird</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>one half</source>
        <translation>die Hälfte</translation>
    </message>
    <message>
        <source>one quarter</source>
        <translation>ein Viertel</translation>
    </message>
    <message>
        <source>Channels searched</source>
        <translation>Durchsuchte Kanäle</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>what suits the search space</source>
        <translation>was zum Suchraum passt</translation>
    </message>
    <message>
        <source>an auxiliary skip (DARTS-minus)</source>
        <translation>ein zusätzlicher Skip (DARTS-minus)</translation>
    </message>
    <message>
        <source>a penalty on α (β-DARTS)</source>
        <translation>ein Strafterm für α (β-DARTS)</translation>
    </message>
    <message>
        <source>Guard against collapse</source>
        <translation>Schutz vor dem Kollaps</translation>
    </message>
    <message>
        <source>Strength of the guard (0: its default)</source>
        <translation>Stärke des Schutzes (0: Voreinstellung)</translation>
    </message>
    <message>
        <source>Operations not to use</source>
        <translation>Verbotene Operationen</translation>
    </message>
    <message>
        <source>Those that the target cannot run, such as sep_conv_5x5; dil_conv_5x5</source>
        <translation>Die das Zielgerät nicht ausführen kann, etwa sep_conv_5x5; dil_conv_5x5</translation>
    </message>
    <message>
        <source>Most skip connections in a normal cell (0: any)</source>
        <translation>Höchstens Skips in einer normalen Zelle (0: beliebig)</translation>
    </message>
    <message>
        <source>Stop at two skip connections where λ is 0</source>
        <translation>Bei zwei Skips enden, wenn λ 0 ist</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>Aufwärmschritte</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>Suchschritte</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Several rising numbers halve the field at each</source>
        <translation>Mehrere steigende Zahlen halbieren jeweils das Feld</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Drop-path probability at the end</source>
        <translation>Drop-Path-Wahrscheinlichkeit am Ende</translation>
    </message>
    <message>
        <source>Weight of the auxiliary head (0: none)</source>
        <translation>Gewicht des Hilfskopfs (0: keiner)</translation>
    </message>
    <message>
        <source>Cutout (pixels, 0: none)</source>
        <translation>Cutout (Pixel, 0: keiner)</translation>
    </message>
    <message>
        <source>Training seeds</source>
        <translation>Startwerte des Trainings</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Beschleuniger</translation>
    </message>
    <message>
        <source>A built-in one (pynq, ultra96, zcu104, …) or a VTA configuration file (.json)</source>
        <translation>Ein eingebauter (pynq, ultra96, zcu104, …) oder eine VTA-Konfigurationsdatei (.json)</translation>
    </message>
    <message>
        <source>on the host CPU</source>
        <translation>auf der Host-CPU</translation>
    </message>
    <message>
        <source>in groups, on the VTA</source>
        <translation>gruppiert, auf dem VTA</translation>
    </message>
    <message>
        <source>Depthwise convolutions</source>
        <translation>Depthwise-Faltungen</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>Empty: those of the chosen candidate&apos;s network; else such as conv/1x64x56x56/64x3x3/s1/p1/g1</source>
        <translation>Leer: die des Netzes des gewählten Kandidaten; sonst etwa conv/1x64x56x56/64x3x3/s1/p1/g1</translation>
    </message>
    <message>
        <source>divisors</source>
        <translation>Teiler</translation>
    </message>
    <message>
        <source>divisors and powers of two</source>
        <translation>Teiler und Zweierpotenzen</translation>
    </message>
    <message>
        <source>Tile sizes</source>
        <translation>Kachelgrößen</translation>
    </message>
    <message>
        <source>Tuners, compared if several</source>
        <translation>Tuner (mehrere werden verglichen)</translation>
    </message>
    <message>
        <source>random; autotvm; validity; classifier; static-filter; ours; ours-filtered</source>
        <translation>random; autotvm; validity; classifier; static-filter; ours; ours-filtered</translation>
    </message>
    <message>
        <source>Maximum measurements per operator</source>
        <translation>Messungen je Operator, höchstens</translation>
    </message>
    <message>
        <source>Tunings by each tuner</source>
        <translation>Tunings je Tuner</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Tuning</translation>
    </message>
    <message>
        <source>Stop after this many without improvement (0: never)</source>
        <translation>Stopp nach so vielen ohne Verbesserung (0: nie)</translation>
    </message>
    <message>
        <source>Wanted saving of latency</source>
        <translation>Gewünschte Ersparnis an Latenz</translation>
    </message>
    <message>
        <source>Highest λ to choose at</source>
        <translation>Größtes λ für die Auswahl</translation>
    </message>
    <message>
        <source>Random cells trained beside</source>
        <translation>Zufällige Zellen zum Vergleich</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Whole pipeline</source>
        <translation>Gesamter Ablauf</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Trainings, instead of minutes</source>
        <translation>Trainings statt Minuten</translation>
    </message>
    <message>
        <source>Latencies aimed at (ms)</source>
        <translation>Angestrebte Latenzen (ms)</translation>
    </message>
    <message>
        <source>The whole front where empty</source>
        <translation>Die ganze Front, wenn leer</translation>
    </message>
    <message>
        <source>Prices λ aimed at</source>
        <translation>Angestrebte Preise λ</translation>
    </message>
    <message>
        <source>Most parameters (0: any)</source>
        <translation>Höchstens so viele Parameter (0: beliebig)</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Search for cells to propose</source>
        <translation>Suche, die Zellen vorschlägt</translation>
    </message>
    <message>
        <source>The exploration&apos;s where empty</source>
        <translation>Das der Erkundung, wenn leer</translation>
    </message>
    <message>
        <source>Steps (0: as expected accuracies)</source>
        <translation>Schritte (0: die der erwarteten Genauigkeiten)</translation>
    </message>
    <message>
        <source>Cells at most</source>
        <translation>Höchstens so viele Zellen</translation>
    </message>
    <message>
        <source>Measure and train the front</source>
        <translation>Front messen und trainieren</translation>
    </message>
    <message>
        <source>Scoring images</source>
        <translation>Bilder zum Bewerten</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme (weight decay)</translation>
    </message>
    <message>
        <source>Largest norm of the gradient (0: any)</source>
        <translation>Größte Norm des Gradienten (0: beliebig)</translation>
    </message>
    <message>
        <source>Short, for this computer</source>
        <translation>Kurz, für diesen Computer</translation>
    </message>
    <message>
        <source>DARTS, CIFAR evaluation</source>
        <translation>DARTS, CIFAR-Auswertung</translation>
    </message>
    <message>
        <source>PC-DARTS, CIFAR evaluation</source>
        <translation>PC-DARTS, CIFAR-Auswertung</translation>
    </message>
    <message>
        <source>PC-DARTS, ImageNet evaluation</source>
        <translation>PC-DARTS, ImageNet-Auswertung</translation>
    </message>
    <message>
        <source>DARTS, CIFAR search</source>
        <translation>DARTS, CIFAR-Suche</translation>
    </message>
    <message>
        <source>PC-DARTS, CIFAR search</source>
        <translation>PC-DARTS, CIFAR-Suche</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweite</translation>
    </message>
    <message>
        <source>Order of the architecture’s gradient</source>
        <translation>Ordnung des Architekturgradienten</translation>
    </message>
    <message>
        <source>Learning rate at the end</source>
        <translation>Lernrate am Ende</translation>
    </message>
    <message>
        <source>Learning rate of the architecture</source>
        <translation>Lernrate der Architektur</translation>
    </message>
    <message>
        <source>Weight decay of the architecture</source>
        <translation>Gewichtsabnahme der Architektur</translation>
    </message>
    <message>
        <source>Steps between two checkpoints</source>
        <translation>Schritte zwischen zwei Sicherungspunkten</translation>
    </message>
    <message>
        <source>Momentum without Nesterov’s look ahead</source>
        <translation>Momentum ohne Nesterovs Vorausschau</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises</source>
        <translation>Anteil der Schritte, in denen die Lernrate steigt</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label-Glättung</translation>
    </message>
    <message>
        <source>what suits the network</source>
        <translation>was zum Netz passt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>shift and flip (CIFAR)</source>
        <translation>verschieben und spiegeln (CIFAR)</translation>
    </message>
    <message>
        <source>crop, flip and colours (ImageNet)</source>
        <translation>Ausschnitt, Spiegelung und Farben (ImageNet)</translation>
    </message>
    <message>
        <source>Augmentation of the images</source>
        <translation>Augmentierung der Bilder</translation>
    </message>
    <message>
        <source>Of all cells; of the few that matter. For a long final training: a quarter of its steps</source>
        <translation>Aller Zellen; der wenigen, auf die es ankommt. Für ein langes abschließendes Training: ein Viertel seiner Schritte</translation>
    </message>
</context>
<context>
    <name>LensCloud</name>
    <message>
        <source>on the front: %1 or more</source>
        <extracomment>Legend: %1 a probability; how likely a candidate is on the front.</extracomment>
        <translation>auf der Front: %1 oder mehr</translation>
    </message>
    <message numerus="yes">
        <source>τ %1 overall, %2 among the %n most accurate</source>
        <extracomment>%1 and %2 correlations; %n candidates, the most accurate ones.</extracomment>
        <translation>
            <numerusform>τ %1 insgesamt, %2 beim %n genauesten</numerusform>
            <numerusform>τ %1 insgesamt, %2 unter den %n genauesten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a latency there</source>
        <extracomment>%n candidates of the front, which are not drawn where the points travel to.</extracomment>
        <translation>
            <numerusform>%n dort ohne Latenz</numerusform>
            <numerusform>%n dort ohne Latenz</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasuredElsewhere</name>
    <message>
        <source>The measurements of this project on “%1” are of another computer (%2; this one has %3), and together they would mean nothing. Make a new project for this computer.</source>
        <extracomment>%1 a device setting, %2 and %3 processors or GPUs.</extracomment>
        <translation>Die Messungen dieses Projekts auf „%1“ stammen von einem anderen Rechner (%2; dieser hat %3), und zusammen würden sie nichts bedeuten. Legen Sie für diesen Rechner ein neues Projekt an.</translation>
    </message>
    <message>
        <source>Nothing can be measured on “%1” here (%2). Choose a device of this computer above.</source>
        <extracomment>%1 a device setting, %2 where it stands, such as &quot;imported table&quot;.</extracomment>
        <translation>Auf „%1“ kann hier nicht gemessen werden (%2). Oben ein Gerät dieses Computers wählen.</translation>
    </message>
    <message>
        <source>Nothing can be measured on “%1” here: this computer has no NVIDIA GPU with a driver.</source>
        <translation>Auf „%1“ kann hier nicht gemessen werden: Dieser Computer hat keine NVIDIA-GPU mit Treiber.</translation>
    </message>
</context>
<context>
    <name>MeritText</name>
    <message>
        <source>%1 ± %2 points against their mean (± 1 standard error).</source>
        <extracomment>%1 a difference in percentage points with its sign, %2 its standard error.</extracomment>
        <translation>%1 ± %2 Punkte gegenüber ihrem Mittel (± 1 Standardfehler).</translation>
    </message>
    <message>
        <source>The error leaves out the noise of the cell’s own training: train it with more seeds.</source>
        <translation>Der Fehler enthält nicht das Rauschen des eigenen Trainings der Zelle: Mit mehr Startwerten trainieren.</translation>
    </message>
    <message>
        <source>Latencies within ±%1, not predicted.</source>
        <extracomment>%1 a share such as 2.5 %.</extracomment>
        <translation>Latenzen innerhalb von ±%1, nicht vorhergesagt.</translation>
    </message>
    <message>
        <source>Latencies within ±%1, predicted.</source>
        <translation>Latenzen innerhalb von ±%1, vorhergesagt.</translation>
    </message>
    <message numerus="yes">
        <source>Latencies within ±%1; of %n cell(s) predicted.</source>
        <extracomment>%1 a share such as 2.5 %; %n of the cells.</extracomment>
        <translation>
            <numerusform>Latenzen innerhalb von ±%1; bei %n Zelle vorhergesagt.</numerusform>
            <numerusform>Latenzen innerhalb von ±%1; bei %n Zellen vorhergesagt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The accuracies shown are not of trained networks, so they prove nothing here. Choose a protocol of trainings above the front.</source>
        <translation>Die gezeigten Genauigkeiten stammen nicht von trainierten Netzen und beweisen hier nichts. Über der Front ein Protokoll mit Trainings wählen.</translation>
    </message>
    <message>
        <source>Choose a candidate on the front: here it stands beside random cells of its latency.</source>
        <translation>Einen Kandidaten auf der Front wählen: Hier steht er neben zufälligen Zellen seiner Latenz.</translation>
    </message>
    <message>
        <source>This cell was not trained under this protocol. Only a trained cell can be compared with trained random ones: train it.</source>
        <translation>Diese Zelle wurde nach diesem Protokoll nicht trainiert. Nur eine trainierte Zelle lässt sich mit trainierten zufälligen vergleichen: trainieren.</translation>
    </message>
    <message>
        <source>convolution depth</source>
        <extracomment>Trait of a cell: the most convolutions one behind the other.</extracomment>
        <translation>Faltungstiefe</translation>
    </message>
    <message>
        <source>skip connections</source>
        <translation>Skip-Verbindungen</translation>
    </message>
    <message>
        <source>edges from the inputs</source>
        <translation>Kanten von den Eingängen</translation>
    </message>
    <message>
        <source>poolings</source>
        <translation>Poolings</translation>
    </message>
    <message>
        <source>normal cell</source>
        <translation>normale Zelle</translation>
    </message>
    <message>
        <source>reduction cell</source>
        <translation>Reduktionszelle</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 a trait of a cell, %2 which cell.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) do not tell yet which traits matter at equal latency.</source>
        <translation>
            <numerusform>%n Training sagt noch nicht, welche Merkmale bei gleicher Latenz zählen.</numerusform>
            <numerusform>%n Trainings sagen noch nicht, welche Merkmale bei gleicher Latenz zählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of other latencies do(es) not count.</source>
        <extracomment>%n random cells whose latency is another one.</extracomment>
        <translation>
            <numerusform>%n anderer Latenz zählt nicht.</numerusform>
            <numerusform>%n anderer Latenz zählen nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes %1 to judge. To draw more, the device setting needs a predictor: fit one.</source>
        <translation>Zum Urteilen braucht es %1. Um weitere zu ziehen, braucht die Geräteeinstellung einen Prädiktor: einen anpassen.</translation>
    </message>
    <message>
        <source>It takes %1 to judge: train some.</source>
        <translation>Zum Urteilen braucht es %1: einige trainieren.</translation>
    </message>
    <message>
        <source>%1: %2 (others %3)</source>
        <extracomment>%1 a trait, %2 how much of it the chosen cell has, %3 how much others have.</extracomment>
        <translation>%1: %2 (andere %3)</translation>
    </message>
    <message>
        <source>At equal latency it helps to have more: %1.</source>
        <extracomment>%1 a list of traits of cells.</extracomment>
        <translation>Bei gleicher Latenz nützt mehr davon: %1.</translation>
    </message>
    <message>
        <source>At equal latency it hurts to have more: %1.</source>
        <extracomment>%1 a list of traits of cells.</extracomment>
        <translation>Bei gleicher Latenz schadet mehr davon: %1.</translation>
    </message>
    <message>
        <source>Where this cell differs: %1.</source>
        <extracomment>%1 a list of traits with numbers.</extracomment>
        <translation>Worin sich diese Zelle unterscheidet: %1.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Beats %1 of %2 random cells of the same latency&lt;/b&gt; on %6 (%3, %4 to %5).</source>
        <extracomment>%1 and %2 counts of cells, %3 a share in per cent, %4 and %5 the ends of its interval, %6 a device setting.</extracomment>
        <translation>&lt;b&gt;Schlägt %1 von %2 zufälligen Zellen gleicher Latenz&lt;/b&gt; auf %6 (%3, %4 bis %5).</translation>
    </message>
    <message>
        <source>No random cell within ±%1 of this latency on %2 was trained under this protocol.</source>
        <extracomment>%1 a share such as 2.5 %, %2 a device setting.</extracomment>
        <translation>Keine zufällige Zelle innerhalb von ±%1 dieser Latenz auf %2 wurde nach diesem Protokoll trainiert.</translation>
    </message>
    <message numerus="yes">
        <source>%n random cell(s) within ±%1 of this latency on %2 were trained under this protocol.</source>
        <extracomment>%1 a share such as 2.5 %, %2 a device setting.</extracomment>
        <translation>
            <numerusform>%n zufällige Zelle innerhalb von ±%1 dieser Latenz auf %2 wurde nach diesem Protokoll trainiert.</numerusform>
            <numerusform>%n zufällige Zellen innerhalb von ±%1 dieser Latenz auf %2 wurden nach diesem Protokoll trainiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkText</name>
    <message>
        <source>%1 of %2 cells, %3 channels, %4 px</source>
        <extracomment>%1 a search space, %2 cells and %3 channels of its network, %4 the size of its images such as 32.</extracomment>
        <translation>%1 mit %2 Zellen, %3 Kanälen, %4 px</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>“%1” is not used: a whole number from %2 to %3 is needed.</source>
        <extracomment>%1 what was typed, %2 and %3 numbers.</extracomment>
        <translation>„%1“ gilt nicht: Nötig ist eine ganze Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>“%1” is not used: a latency from %2 to %3 ms is needed, with at most %4 decimals. The units µs, ms and s may follow.</source>
        <extracomment>%1 what was typed, %2 and %3 latencies in ms, %4 a number.</extracomment>
        <translation>„%1“ gilt nicht: Nötig ist eine Latenz von %2 bis %3 ms mit höchstens %4 Nachkommastellen. Die Einheiten µs, ms und s dürfen folgen.</translation>
    </message>
    <message>
        <source>“%1” is not used: a number from %2 to %3 is needed, with at most %4 decimals.</source>
        <extracomment>%1 what was typed, %2 to %4 numbers.</extracomment>
        <translation>„%1“ gilt nicht: Nötig ist eine Zahl von %2 bis %3 mit höchstens %4 Nachkommastellen.</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>%1 ms</source>
        <extracomment>A latency in milliseconds; %1 is the number.</extracomment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A share in per cent; %1 is the number.</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>A duration in seconds.</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>A duration in minutes.</extracomment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <extracomment>A duration in minutes and seconds.</extracomment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>A duration in hours.</extracomment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <extracomment>A duration in hours and minutes.</extracomment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 M</source>
        <extracomment>Millions; %1 is a number such as 1.2.</extracomment>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>predicted</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>simulated</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>imported</source>
        <extracomment>Provenance of a latency or an accuracy.</extracomment>
        <translation>importiert</translation>
    </message>
    <message>
        <source>estimated</source>
        <extracomment>Provenance of an accuracy: learnt from the trainings of other cells.</extracomment>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>one-shot</source>
        <extracomment>Provenance of an accuracy: scored with the supernet&apos;s shared weights.</extracomment>
        <translation>one-shot</translation>
    </message>
    <message>
        <source>trained</source>
        <extracomment>Provenance of an accuracy: the network was trained by itself.</extracomment>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>queued</source>
        <extracomment>State of a run.</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>State of a run.</extracomment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>interrupted</source>
        <extracomment>State of a run.</extracomment>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>finished</source>
        <extracomment>State of a run.</extracomment>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>State of a run.</extracomment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 days</source>
        <extracomment>A duration in days.</extracomment>
        <translation>%1 Tage</translation>
    </message>
</context>
<context>
    <name>OptionEditor</name>
    <message>
        <source>Choose from a list</source>
        <translation>Aus einer Liste wählen</translation>
    </message>
    <message>
        <source>holds no valid value</source>
        <extracomment>To a screen reader, of a field of a form.</extracomment>
        <translation>enthält keinen gültigen Wert</translation>
    </message>
</context>
<context>
    <name>PairText</name>
    <message>
        <source>Deploying the front elsewhere</source>
        <translation>Die Front anderswo einsetzen</translation>
    </message>
    <message>
        <source>No candidate has an accuracy and a latency on both. Fit a predictor for each, then search.</source>
        <translation>Kein Kandidat hat auf beiden eine Genauigkeit und eine Latenz. Passen Sie für jede einen Prädiktor an und suchen Sie dann.</translation>
    </message>
    <message numerus="yes">
        <source>From %n candidate(s) of “%1”:</source>
        <extracomment>%1 the name of an accuracy protocol; %n candidates.</extracomment>
        <translation>
            <numerusform>Aus %n Kandidaten von „%1“:</numerusform>
            <numerusform>Aus %n Kandidaten von „%1“:</numerusform>
        </translation>
    </message>
    <message>
        <source>all measured on both.</source>
        <translation>alle auf beiden gemessen.</translation>
    </message>
    <message>
        <source>latencies predicted on at least one of the two.</source>
        <translation>Latenzen auf mindestens einer der beiden vorhergesagt.</translation>
    </message>
    <message numerus="yes">
        <source>%n measured on both, the others predicted on at least one.</source>
        <translation>
            <numerusform>%n auf beiden gemessen, die übrigen auf mindestens einer vorhergesagt.</numerusform>
            <numerusform>%n auf beiden gemessen, die übrigen auf mindestens einer vorhergesagt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, place %3</source>
        <extracomment>%1 a device setting, %2 a latency, %3 a share: where it stands among all, 0 % the fastest.</extracomment>
        <translation>%1: %2, Platz %3</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Kendall τ %1 (95 %: %2 … %3), Spearman ρ %4, %5 of the pairs in agreement.</source>
        <extracomment>%1 and %4 correlations, %2 and %3 an interval, %5 a share of pairs.</extracomment>
        <translation>Kendall τ %1 (95 %: %2 … %3), Spearman ρ %4, %5 der Paare stimmen überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n gemeinsame Architektur.</numerusform>
            <numerusform>%n gemeinsame Architekturen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Which operations explain it</source>
        <translation>Welche Operationen es erklären</translation>
    </message>
    <message>
        <source>Which operation on which edge</source>
        <translation>Welche Operation auf welcher Kante</translation>
    </message>
    <message>
        <source>%1 of the rank differences; ranks gained or lost by one more (in % of all):</source>
        <extracomment>%1 a share in per cent; the numbers below are per cent of all architectures per occurrence.</extracomment>
        <translation>%1 der Rangunterschiede; gewonnene oder verlorene Ränge je weiterem Vorkommen (in % aller):</translation>
    </message>
    <message>
        <source>The front of %1 on %2 keeps %3 of the hypervolume; it costs %4 more latency on average, %5 at worst.</source>
        <extracomment>%1 and %2 device settings; %3 a share; %4 and %5 shares of extra latency, in the mean and at worst.</extracomment>
        <translation>Von %1 auf %2 übertragen, behält die Front %3 des Hypervolumens; sie kostet im Mittel %4 mehr Latenz, schlimmstenfalls %5.</translation>
    </message>
    <message>
        <source>Largest rank changes</source>
        <translation>Größte Rangwechsel</translation>
    </message>
    <message>
        <source>%1, normal cell</source>
        <extracomment>%1 an operation.</extracomment>
        <translation>%1, Normalzelle</translation>
    </message>
    <message>
        <source>%1, reduction cell</source>
        <extracomment>%1 an operation.</extracomment>
        <translation>%1, Reduktionszelle</translation>
    </message>
</context>
<context>
    <name>PointText</name>
    <message>
        <source>%1 ± %2</source>
        <extracomment>%1 an accuracy in per cent, %2 one standard deviation of it, in percentage points.</extracomment>
        <translation>%1 ± %2</translation>
    </message>
    <message numerus="yes">
        <source>estimated from %n training(s)</source>
        <extracomment>Provenance of an accuracy: learnt from %n trainings of other cells.</extracomment>
        <translation>
            <numerusform>aus %n Training geschätzt</numerusform>
            <numerusform>aus %n Trainings geschätzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n training(s)</source>
        <extracomment>Provenance of an accuracy: the mean of %n trainings of this cell.</extracomment>
        <translation>
            <numerusform>Mittel von %n Training</numerusform>
            <numerusform>Mittel von %n Trainings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PredictorPlots</name>
    <message>
        <source>predictor</source>
        <extracomment>Legend: the program&apos;s own latency predictor.</extracomment>
        <translation>Prädiktor</translation>
    </message>
    <message>
        <source>plain network of the paper</source>
        <extracomment>Legend: the network that the LA-DARTS paper describes.</extracomment>
        <translation>einfaches Netz des Artikels</translation>
    </message>
    <message>
        <source>architecture not seen in fitting</source>
        <translation>Architektur, beim Anpassen nicht gesehen</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>±5 %</source>
        <translation>±5 %</translation>
    </message>
    <message>
        <source>±10 %</source>
        <translation>±10 %</translation>
    </message>
    <message>
        <source>Too few architectures for errors by latency.</source>
        <translation>Zu wenige Architekturen für Fehler nach Latenz.</translation>
    </message>
    <message>
        <source>median error</source>
        <translation>Medianfehler</translation>
    </message>
    <message>
        <source>9 of 10 below</source>
        <extracomment>Legend: nine of ten errors are smaller.</extracomment>
        <translation>9 von 10 darunter</translation>
    </message>
    <message>
        <source>noise floor (mean)</source>
        <translation>Rauschgrenze (Mittel)</translation>
    </message>
    <message>
        <source>One fit of this setting so far.
Measure more architectures and fit again: the error by number of architectures appears here.</source>
        <translation>Bisher eine Anpassung dieser Einstellung.
Messen Sie mehr Architekturen und passen Sie erneut an: dann erscheint hier der Fehler nach Anzahl der Architekturen.</translation>
    </message>
    <message>
        <source>mean error of a fit, held out</source>
        <translation>mittlerer Fehler einer Anpassung (Testdaten)</translation>
    </message>
    <message>
        <source>noise floor</source>
        <translation>Rauschgrenze</translation>
    </message>
    <message>
        <source>inside the stated interval (the ensemble’s own disagreement left out)</source>
        <translation>im angegebenen Intervall (ohne die Uneinigkeit des Ensembles)</translation>
    </message>
    <message>
        <source>as stated</source>
        <extracomment>Legend: the diagonal on which stated and found shares agree.</extracomment>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <source>This predictor’s report lists no individual architectures.</source>
        <translation>Der Bericht dieses Prädiktors enthält keine einzelnen Architekturen.</translation>
    </message>
    <message>
        <source>This predictor has no uncertainty estimate.</source>
        <translation>Dieser Prädiktor hat keine Unsicherheitsschätzung.</translation>
    </message>
</context>
<context>
    <name>PredictorReport</name>
    <message>
        <source>On architectures not seen in fitting</source>
        <translation>Auf beim Anpassen nicht gesehenen Architekturen</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Mittlerer Fehler</translation>
    </message>
    <message>
        <source>Median error</source>
        <translation>Medianfehler</translation>
    </message>
    <message>
        <source>Within ±5 %</source>
        <translation>Innerhalb ±5 %</translation>
    </message>
    <message>
        <source>Within ±10 %</source>
        <translation>Innerhalb ±10 %</translation>
    </message>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <extracomment>Statistics: the interval that holds the true value with 95 % probability.</extracomment>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>Spearman ρ</translation>
    </message>
    <message>
        <source>Inside the stated 90 % interval</source>
        <translation>Im angegebenen 90-%-Intervall</translation>
    </message>
    <message>
        <source>Additive part alone: mean error</source>
        <translation>Additiver Teil allein: mittlerer Fehler</translation>
    </message>
    <message>
        <source>Plain network of the paper: mean error</source>
        <translation>Einfaches Netz des Artikels: mittlerer Fehler</translation>
    </message>
    <message>
        <source>Plain network of the paper: τ</source>
        <translation>Einfaches Netz des Artikels: τ</translation>
    </message>
    <message>
        <source>Fitted</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <source>From measurements</source>
        <translation>Aus Messungen</translation>
    </message>
    <message>
        <source>Reference latency</source>
        <translation>Referenzlatenz</translation>
    </message>
    <message>
        <source>Limits set by noise</source>
        <translation>Grenzen durch das Messrauschen</translation>
    </message>
    <message>
        <source>For comparison, on the same architectures</source>
        <translation>Zum Vergleich, auf denselben Architekturen</translation>
    </message>
    <message>
        <source>%1 (too high)</source>
        <extracomment>An estimated lower bound that a measured value has passed; %1 is the bound.</extracomment>
        <translation>%1 (zu hoch)</translation>
    </message>
    <message>
        <source>%1 (too low)</source>
        <extracomment>An estimated upper bound that a measured value has passed; %1 is the bound.</extracomment>
        <translation>%1 (zu niedrig)</translation>
    </message>
    <message>
        <source>Noise floor (error of a perfect predictor), estimated</source>
        <translation>Rauschgrenze (Fehler eines perfekten Prädiktors), geschätzt</translation>
    </message>
    <message>
        <source>τ ceiling (a perfect predictor), estimated</source>
        <translation>τ-Obergrenze (perfekter Prädiktor), geschätzt</translation>
    </message>
</context>
<context>
    <name>ProjectState</name>
    <message>
        <source>This project can only be read.</source>
        <translation>Dieses Projekt ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
</context>
<context>
    <name>ProvenanceText</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 a latency, %2 how it is known (&quot;measured&quot;).</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 ± %2 ms, %3</source>
        <extracomment>A latency in milliseconds: %1 the number, %2 its uncertainty, %3 how it is known (&quot;predicted&quot;).</extracomment>
        <translation>%1 ± %2 ms, %3</translation>
    </message>
    <message>
        <source>● measured   ○ predicted   ◐ simulated or imported</source>
        <translation>● gemessen   ○ vorhergesagt   ◐ simuliert oder importiert</translation>
    </message>
    <message>
        <source>predicted, beyond all that was measured</source>
        <extracomment>How a latency is known: faster, or slower, than everything that was measured on the device.</extracomment>
        <translation>vorhergesagt, jenseits von allem Gemessenen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>RemarkCommand</name>
    <message numerus="yes">
        <source>star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>Stern für %n Kandidat</numerusform>
            <numerusform>Stern für %n Kandidaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>kein Stern für %n Kandidat</numerusform>
            <numerusform>kein Stern für %n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>note on candidate %1</source>
        <extracomment>An undo step; %1 is the number of a candidate.</extracomment>
        <translation>Notiz zu Kandidat %1</translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message numerus="yes">
        <source>%n architecture(s) in all</source>
        <extracomment>Result of measuring: %n architectures that the device has measurements of.</extracomment>
        <translation>
            <numerusform>insgesamt %n Architektur</numerusform>
            <numerusform>insgesamt %n Architekturen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>%1 and %2 latencies.</extracomment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>noise floor %1</source>
        <translation>Rauschgrenze %1</translation>
    </message>
    <message>
        <source>drift %1</source>
        <translation>Drift %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unstable</source>
        <extracomment>%n measurements whose repetitions did not agree.</extracomment>
        <translation>
            <numerusform>%n unruhig</numerusform>
            <numerusform>%n unruhig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>%n architectures that the device failed on.</extracomment>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>mean error %1</source>
        <translation>mittlerer Fehler %1</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s)</source>
        <translation>
            <numerusform>%n Architektur</numerusform>
            <numerusform>%n Architekturen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at λ %2</source>
        <extracomment>%1 a latency, %2 its price in a search.</extracomment>
        <translation>%1 bei λ %2</translation>
    </message>
    <message numerus="yes">
        <source>%n without a decision</source>
        <extracomment>%n searches after which no operation outweighs the others.</extracomment>
        <translation>
            <numerusform>%n ohne Entscheidung</numerusform>
            <numerusform>%n ohne Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>best %1</source>
        <extracomment>%1 an accuracy.</extracomment>
        <translation>beste %1</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s)</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>network %1, simulated</source>
        <extracomment>%1 a simulated latency of a whole network.</extracomment>
        <translation>Netz %1, simuliert</translation>
    </message>
    <message>
        <source>chosen cell: %1, %2</source>
        <extracomment>%1 an accuracy, %2 a latency.</extracomment>
        <translation>gewählte Zelle: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) trained</source>
        <extracomment>%n cells that short trainings told of.</extracomment>
        <translation>
            <numerusform>%n Zelle trainiert</numerusform>
            <numerusform>%n Zellen trainiert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 estimated</source>
        <extracomment>%1 a count of cells whose accuracy was learnt from others&apos; trainings.</extracomment>
        <translation>%1 geschätzt</translation>
    </message>
    <message>
        <source>latencies off by %1</source>
        <extracomment>%1 by how much predicted latencies were off, in the mean.</extracomment>
        <translation>Latenzen um %1 daneben</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) of %1 cells</source>
        <extracomment>%n trainings, some of them of the same cells; %1 a count of cells.</extracomment>
        <translation>
            <numerusform>%n Training von %1 Zellen</numerusform>
            <numerusform>%n Trainings von %1 Zellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>%1: no decision made</source>
        <extracomment>%1 is an entropy, 1 means that all operations are equally likely.</extracomment>
        <translation>%1: nichts entschieden</translation>
    </message>
    <message>
        <source>λ %1</source>
        <extracomment>Legend: %1 a price of latency.</extracomment>
        <translation>λ %1</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>Predicted latency</source>
        <translation>Vorhergesagte Latenz</translation>
    </message>
    <message>
        <source>Predicted latency on %1</source>
        <translation>Vorhergesagte Latenz auf %1</translation>
    </message>
</context>
<context>
    <name>TuningView</name>
    <message>
        <source>Dense %1 → %2</source>
        <extracomment>A layer of a network; %1 inputs, %2 outputs.</extracomment>
        <translation>Dichte Schicht %1 → %2</translation>
    </message>
    <message>
        <source>Convolution %1×%2, %3 → %4 channels, %5×%6</source>
        <extracomment>A layer of a network; %1×%2 the kernel, %3 and %4 channels, %5×%6 the input&apos;s size.</extracomment>
        <translation>Faltung %1×%2, %3 → %4 Kanäle, %5×%6</translation>
    </message>
    <message>
        <source>, stride %1</source>
        <extracomment>Of a convolution, after its shape.</extracomment>
        <translation>, Schrittweite %1</translation>
    </message>
    <message numerus="yes">
        <source>, %n groups</source>
        <extracomment>Of a convolution, after its shape: it has %n groups.</extracomment>
        <translation>
            <numerusform>, %n Gruppe</numerusform>
            <numerusform>, %n Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>valid</source>
        <extracomment>Of a schedule: it can run.</extracomment>
        <translation>gültig</translation>
    </message>
    <message>
        <source>tile does not divide</source>
        <translation>Kachel geht nicht auf</translation>
    </message>
    <message>
        <source>virtual threads do not fit</source>
        <translation>virtuelle Threads passen nicht</translation>
    </message>
    <message>
        <source>no two-dimensional copy</source>
        <translation>keine zweidimensionale Kopie</translation>
    </message>
    <message>
        <source>input buffer full</source>
        <translation>Eingabepuffer voll</translation>
    </message>
    <message>
        <source>weight buffer full</source>
        <translation>Gewichtspuffer voll</translation>
    </message>
    <message>
        <source>accumulators full</source>
        <translation>Akkumulatoren voll</translation>
    </message>
    <message>
        <source>micro-op buffer full</source>
        <translation>Mikro-Op-Puffer voll</translation>
    </message>
    <message>
        <source>accumulator hazard</source>
        <translation>Akkumulatorkonflikt</translation>
    </message>
    <message>
        <source>instruction field too narrow</source>
        <translation>Befehlsfeld zu schmal</translation>
    </message>
    <message>
        <source>wrong answer</source>
        <translation>falsches Ergebnis</translation>
    </message>
    <message>
        <source>time-out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>random search</source>
        <extracomment>A tuner: it draws at random.</extracomment>
        <translation>Zufallssuche</translation>
    </message>
    <message>
        <source>AutoTVM</source>
        <extracomment>A tuner; a proper name.</extracomment>
        <translation>AutoTVM</translation>
    </message>
    <message>
        <source>AutoTVM, validity-driven</source>
        <extracomment>A tuner: AutoTVM whose first set follows from what the compiler accepts.</extracomment>
        <translation>AutoTVM, gültigkeitsgesteuert</translation>
    </message>
    <message>
        <source>AutoTVM with a validity classifier</source>
        <extracomment>A tuner: AutoTVM with a learned model of what is valid.</extracomment>
        <translation>AutoTVM mit Gültigkeitsklassifikator</translation>
    </message>
    <message>
        <source>AutoTVM on valid ones only</source>
        <extracomment>A tuner: AutoTVM on valid configurations alone, an oracle.</extracomment>
        <translation>AutoTVM, nur gültige</translation>
    </message>
    <message>
        <source>ours</source>
        <extracomment>A tuner: the program&apos;s own.</extracomment>
        <translation>eigenes Verfahren</translation>
    </message>
    <message>
        <source>ours, compiling first</source>
        <extracomment>A tuner: the program&apos;s own, with any number of compiler calls.</extracomment>
        <translation>eigenes Verfahren, erst kompilieren</translation>
    </message>
</context>
<context>
    <name>VerdictText</name>
    <message>
        <source>%1 points more accurate</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>%1 Punkte genauer</translation>
    </message>
    <message>
        <source>%1 points less accurate</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>%1 Punkte ungenauer</translation>
    </message>
    <message>
        <source>as accurate, as far as can be told</source>
        <extracomment>Part of a sentence about the right one of two networks.</extracomment>
        <translation>soweit erkennbar gleich genau</translation>
    </message>
    <message>
        <source>%1 faster on %2</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.</extracomment>
        <translation>auf %2 um %1 schneller</translation>
    </message>
    <message>
        <source>%1 slower on %2</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.</extracomment>
        <translation>auf %2 um %1 langsamer</translation>
    </message>
    <message>
        <source>as fast on %1</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a device setting.</extracomment>
        <translation>auf %1 gleich schnell</translation>
    </message>
    <message>
        <source>The right one is the better choice there.</source>
        <translation>Dort ist die rechte die bessere Wahl.</translation>
    </message>
    <message>
        <source>The left one is the better choice there.</source>
        <translation>Dort ist die linke die bessere Wahl.</translation>
    </message>
    <message>
        <source>Either will do there.</source>
        <translation>Dort sind beide gleich gut.</translation>
    </message>
    <message>
        <source>A trade-off: accuracy is bought with time.</source>
        <translation>Ein Kompromiss: Die Genauigkeit kostet Zeit.</translation>
    </message>
    <message>
        <source>A trade-off: time is bought with accuracy.</source>
        <translation>Ein Kompromiss: Das Tempo kostet Genauigkeit.</translation>
    </message>
    <message>
        <source>No device setting and no accuracy is known of both.</source>
        <translation>Von beiden ist weder auf einem Gerät die Latenz noch eine Genauigkeit bekannt.</translation>
    </message>
    <message>
        <source>The right one is %1. No device setting knows both.</source>
        <extracomment>%1 what is said of its accuracy, such as &quot;0.30 points more accurate&quot;.</extracomment>
        <translation>Die rechte ist %1. Kein Gerät kennt beide.</translation>
    </message>
    <message>
        <source>The right one is %1 and %2.</source>
        <extracomment>%1 what is said of its accuracy, %2 of its speed.</extracomment>
        <translation>Die rechte ist %1 und %2.</translation>
    </message>
    <message>
        <source>The right one is %1; no training tells which is more accurate.</source>
        <extracomment>%1 what is said of its speed.</extracomment>
        <translation>Die rechte ist %1; kein Training sagt, welche genauer ist.</translation>
    </message>
    <message>
        <source>%1 points more accurate in one training each</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>%1 Punkte genauer in je einem Training</translation>
    </message>
    <message>
        <source>%1 points less accurate in one training each</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>%1 Punkte ungenauer in je einem Training</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CandidateModel</name>
    <message>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Front</source>
        <extracomment>Column: whether a candidate is on the front.</extracomment>
        <translation>Front</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>Column: who proposed a candidate.</extracomment>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <extracomment>Multiply-accumulate operations of one image.</extracomment>
        <translation>MACs</translation>
    </message>
    <message>
        <source>with a star</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>without a star</source>
        <translation>ohne Stern</translation>
    </message>
    <message>
        <source>Takes the star away</source>
        <translation>Nimmt den Stern weg</translation>
    </message>
    <message>
        <source>Gives this cell a star</source>
        <translation>Gibt dieser Zelle einen Stern</translation>
    </message>
    <message>
        <source>A note: double click, or F2</source>
        <translation>Eine Notiz: Doppelklick oder F2</translation>
    </message>
    <message>
        <source>Note</source>
        <extracomment>Column: what the user wrote about a candidate.</extracomment>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>Dieses Projekt ist schreibgeschützt.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CandidateTable</name>
    <message>
        <source>Compare</source>
        <extracomment>A button: two chosen candidates side by side.</extracomment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>A button: train the chosen candidates.</extracomment>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Filter of the candidates</source>
        <translation>Filter der Kandidaten</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2 candidates.</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Choose two rows, the second one with Ctrl</source>
        <translation>Zwei Zeilen wählen, die zweite mit Strg</translation>
    </message>
    <message>
        <source>Choose rows first</source>
        <translation>Erst Zeilen wählen</translation>
    </message>
    <message>
        <source>Too many rows at once</source>
        <translation>Zu viele Zeilen auf einmal</translation>
    </message>
    <message>
        <source>Trains exactly these as the accuracies of the front were trained</source>
        <translation>Trainiert genau diese so, wie die Genauigkeiten der Front trainiert wurden</translation>
    </message>
    <message>
        <source>Export…</source>
        <extracomment>A button: write files of the chosen candidates.</extracomment>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Star</source>
        <extracomment>A button: give the chosen candidates a star.</extracomment>
        <translation>Stern</translation>
    </message>
    <message>
        <source>front  star  run:22  lat&lt;0.3  acc&gt;50 …</source>
        <extracomment>The words before &quot;…&quot; are commands and stay as they are.</extracomment>
        <translation>front  star  run:22  lat&lt;0,3  acc&gt;50 …</translation>
    </message>
    <message>
        <source>Writes a file of each into one folder</source>
        <translation>Schreibt von jedem eine Datei in einen Ordner</translation>
    </message>
    <message>
        <source>Gives them a star, or takes it away where all have one</source>
        <translation>Gibt ihnen einen Stern, oder nimmt ihn weg, wo alle einen haben</translation>
    </message>
    <message>
        <source>No candidate matches the filter.</source>
        <translation>Kein Kandidat passt zum Filter.</translation>
    </message>
    <message>
        <source>%1; “%2” is not understood</source>
        <extracomment>%1 how many candidates are shown, %2 is a word that a filter does not know.</extracomment>
        <translation>%1; „%2“ wird nicht verstanden</translation>
    </message>
    <message>
        <source>“%1” is not understood: nothing is filtered.</source>
        <translation>„%1“ wird nicht verstanden: Es wird nichts gefiltert.</translation>
    </message>
    <message>
        <source>Words that all have to hold: front, star, random, search, published, measured, predicted, trained, estimated, run:22, id:87 or 87, note:word, top:5 (%), lat&lt;0.3 (ms), lat&gt;200us, acc&gt;50 (%), acc&lt;90</source>
        <translation>Wörter, die alle gelten müssen: front, star, random, search, published, measured, predicted, trained, estimated, run:22, id:87 oder 87, note:wort, top:5 (%), lat&lt;0.3 (ms), lat&gt;200us, acc&gt;50 (%), acc&lt;90</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>Noch keine Kandidaten.</translation>
    </message>
    <message>
        <source>Measures exactly these on the current device</source>
        <translation>Misst genau diese auf dem aktuellen Gerät</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellCanvas</name>
    <message>
        <source>Normal cell</source>
        <translation>Normalzelle</translation>
    </message>
    <message>
        <source>Reduction cell</source>
        <translation>Reduktionszelle</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellPane</name>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>Candidate %1: %2, %3</source>
        <extracomment>%1 the candidate&apos;s number, %2 accuracy, %3 latency.</extracomment>
        <translation>Kandidat %1: %2, %3</translation>
    </message>
    <message>
        <source>What if: candidate %1 changed, %2</source>
        <extracomment>%1 the candidate&apos;s number, %2 a latency with how it is known.</extracomment>
        <translation>Was wäre, wenn: Kandidat %1 geändert, %2</translation>
    </message>
    <message>
        <source>Accuracy: %1, %2 (candidate %3)</source>
        <extracomment>%1 an accuracy, %2 how it is known (&quot;trained&quot;), %3 the number of a candidate.</extracomment>
        <translation>Genauigkeit: %1, %2 (Kandidat %3)</translation>
    </message>
    <message>
        <source>One-shot: %1, by search %2</source>
        <extracomment>%1 an accuracy, %2 the number of a run.</extracomment>
        <translation>One-Shot: %1, laut Suche %2</translation>
    </message>
    <message>
        <source>One-shot: %1 (unchanged: %2), by search %3</source>
        <extracomment>%1 and %2 accuracies, %3 the number of a run.</extracomment>
        <translation>One-Shot: %1 (unverändert: %2), laut Suche %3</translation>
    </message>
    <message>
        <source>latency unknown: no predictor for this setting</source>
        <translation>Latenz unbekannt: kein Prädiktor für diese Einstellung</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellView</name>
    <message>
        <source>Cell of the selected candidate</source>
        <translation>Zelle des ausgewählten Kandidaten</translation>
    </message>
    <message>
        <source>Select a candidate on the front to see its cells.</source>
        <translation>Wählen Sie einen Kandidaten auf der Front, um seine Zellen zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Cost of each edge</source>
        <translation>&amp;Kosten je Kante</translation>
    </message>
    <message>
        <source>Over the &amp;search</source>
        <translation>&amp;Über die Suche</translation>
    </message>
    <message>
        <source>&amp;Genotype</source>
        <translation>&amp;Genotyp</translation>
    </message>
    <message>
        <source>The genotype as the DARTS codes print it</source>
        <translation>Der Genotyp in der Schreibweise der DARTS-Programme</translation>
    </message>
    <message>
        <source>&amp;Picture (SVG)</source>
        <translation>&amp;Bild (SVG)</translation>
    </message>
    <message>
        <source>All cells as an SVG picture</source>
        <translation>Alle Zellen als SVG-Bild</translation>
    </message>
    <message>
        <source>&amp;DOT text</source>
        <extracomment>DOT is the text format of the Graphviz programs.</extracomment>
        <translation>&amp;DOT-Text</translation>
    </message>
    <message>
        <source>All cells as text for Graphviz</source>
        <translation>Alle Zellen als Text für Graphviz</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <extracomment>A button that opens a menu: what of the cell to copy.</extracomment>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Walk through the epochs of the newest search: the cell that it would have ended with at each; edges as thick as the weight of their operation</source>
        <translation>Durch die Epochen der neuesten Suche gehen: die Zelle, mit der sie in jeder geendet hätte; Kanten so dick wie das Gewicht ihrer Operation</translation>
    </message>
    <message>
        <source>Epoch of the search</source>
        <translation>Epoche der Suche</translation>
    </message>
    <message>
        <source>Predicted latency of each operation in the whole network on %1, against a skip connection there</source>
        <extracomment>%1 is a device setting.</extracomment>
        <translation>Vorhergesagte Latenz jeder Operation im ganzen Netz auf %1, gegenüber einer Skip-Verbindung an derselben Stelle</translation>
    </message>
    <message>
        <source>Fit a predictor for this device setting and network to see what each edge costs.</source>
        <translation>Passen Sie einen Prädiktor für diese Geräteeinstellung und dieses Netz an, um die Kosten jeder Kante zu sehen.</translation>
    </message>
    <message>
        <source>Click or press Enter to try another operation.</source>
        <translation>Klicken oder Eingabetaste drücken, um eine andere Operation zu probieren.</translation>
    </message>
    <message>
        <source>Search, epoch %1 of %2, λ %3</source>
        <extracomment>%1 and %2 count the epochs of a search, %3 is a price of latency.</extracomment>
        <translation>Suche, Epoche %1 von %2, λ %3</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search in commands</source>
        <translation>In Befehlen suchen</translation>
    </message>
    <message>
        <source>Type a part of a command</source>
        <translation>Einen Teil des Befehls eingeben</translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation>Kein Befehl hat diese Buchstaben.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CompareView</name>
    <message>
        <source>S&amp;wap</source>
        <translation>Taus&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Cost of each edge</source>
        <translation>&amp;Kosten je Kante</translation>
    </message>
    <message>
        <source>Only &amp;differences</source>
        <translation>&amp;Nur Unterschiede</translation>
    </message>
    <message>
        <source>Two architectures will stand here side by side.
Search, or select a candidate on the front.</source>
        <translation>Hier stehen zwei Architekturen nebeneinander.
Suchen Sie, oder wählen Sie einen Kandidaten auf der Front.</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <extracomment>Tab: which edges make one network slower than the other.</extracomment>
        <translation>&amp;Erklärung</translation>
    </message>
    <message>
        <source>&amp;Operators</source>
        <translation>&amp;Operatoren</translation>
    </message>
    <message>
        <source>Left architecture</source>
        <translation>Linke Architektur</translation>
    </message>
    <message>
        <source>Right architecture</source>
        <translation>Rechte Architektur</translation>
    </message>
    <message>
        <source>Pin</source>
        <extracomment>Check box: this side stays when another candidate is selected.</extracomment>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Stays when another candidate is selected</source>
        <translation>Bleibt, wenn ein anderer Kandidat ausgewählt wird</translation>
    </message>
    <message>
        <source>Device setting that is explained</source>
        <translation>Erklärte Geräteeinstellung</translation>
    </message>
    <message>
        <source>Cells of both architectures</source>
        <translation>Zellen beider Architekturen</translation>
    </message>
    <message>
        <source>Latency, accuracy and size of both architectures</source>
        <translation>Latenz, Genauigkeit und Größe beider Architekturen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Right against left</source>
        <translation>Rechts gegenüber links</translation>
    </message>
    <message>
        <source>Setting, protocol</source>
        <translation>Einstellung, Protokoll</translation>
    </message>
    <message>
        <source>Operators of both architectures: edges, multiply-adds and parameters</source>
        <translation>Operatoren beider Architekturen: Kanten, Multiplikationen-Additionen und Parameter</translation>
    </message>
    <message>
        <source>Operation</source>
        <extracomment>MACs are multiply-accumulate operations of one image.</extracomment>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Left: edges · MACs · parameters</source>
        <translation>Links: Kanten · MACs · Parameter</translation>
    </message>
    <message>
        <source>Right: edges · MACs · parameters</source>
        <translation>Rechts: Kanten · MACs · Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <extracomment>Heading of a cell in a comparison: %1 whose cell, %2 which kind of cell.</extracomment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Fit a predictor for this network to see which edges cost what.</source>
        <translation>Passen Sie einen Prädiktor für dieses Netz an, um zu sehen, welche Kanten was kosten.</translation>
    </message>
    <message>
        <source>The two are cells of different networks: edges cannot be compared.</source>
        <translation>Die beiden sind Zellen verschiedener Netze: Kanten lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Shows in each box what the operation costs on the chosen setting, compared with a skip connection there</source>
        <translation>Zeigt in jedem Kästchen, was die Operation auf der gewählten Einstellung kostet, verglichen mit einer Skip-Verbindung an derselben Stelle</translation>
    </message>
    <message>
        <source>Cost of each edge on the chosen setting</source>
        <translation>Kosten jeder Kante auf der gewählten Einstellung</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;GPU ↔ CPU</source>
        <extracomment>A button: the cell that was searched for a GPU beside the one for a CPU.</extracomment>
        <translation>&amp;GPU ↔ CPU</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <extracomment>Tab: latency, accuracy and size of both networks in a table.</extracomment>
        <translation>&amp;Zahlen</translation>
    </message>
    <message>
        <source>Thick frame: another operation there · dashed: an edge that only this one has · number: predicted cost in the whole network against a skip connection there</source>
        <translation>Dicker Rahmen: dort eine andere Operation · gestrichelt: Kante nur hier · Zahl: vorhergesagte Kosten im ganzen Netz gegenüber einer Skip-Verbindung dort</translation>
    </message>
    <message>
        <source>Needs a finished search for a GPU and one for a CPU</source>
        <translation>Braucht eine beendete Suche für eine GPU und eine für eine CPU</translation>
    </message>
    <message>
        <source>It takes two architectures.</source>
        <translation>Dazu braucht es zwei Architekturen.</translation>
    </message>
    <message>
        <source>The cell that was searched for a GPU beside the one for a CPU; of several, the one for the current device</source>
        <translation>Die für eine GPU gesuchte Zelle neben der für eine CPU; von mehreren die für das aktuelle Gerät</translation>
    </message>
    <message>
        <source>No predictor knows both cells.</source>
        <translation>Kein Prädiktor kennt beide Zellen.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CostMap</name>
    <message>
        <source>Normal cell</source>
        <extracomment>A kind of cell: keeps the resolution.</extracomment>
        <translation>Normalzelle</translation>
    </message>
    <message>
        <source>Reduction cell</source>
        <extracomment>A kind of cell: halves the resolution.</extracomment>
        <translation>Reduktionszelle</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Kind of cell</source>
        <translation>Art der Zelle</translation>
    </message>
    <message>
        <source>Cost of each operation on each edge</source>
        <translation>Kosten jeder Operation auf jeder Kante</translation>
    </message>
    <message>
        <source>Milliseconds against a skip connection on the same edge, as the predictor’s additive part has learned them. Edges that isomorphic cells exchange share a cost.</source>
        <translation>Millisekunden gegenüber einer Skip-Verbindung auf derselben Kante, wie der additive Teil des Prädiktors sie gelernt hat. Kanten, die isomorphe Zellen vertauschen, haben gemeinsame Kosten.</translation>
    </message>
    <message>
        <source>This predictor’s costs cannot be read. Fit it again.</source>
        <translation>Die Kosten dieses Prädiktors sind nicht lesbar. Passen Sie ihn erneut an.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CostModel</name>
    <message>
        <source>%1 on edge %2: %3 against a skip connection, %4 by itself</source>
        <extracomment>%1 an operation, %2 an edge such as 0 → 2, %3 and %4 latencies.</extracomment>
        <translation>%1 auf Kante %2: %3 gegenüber einer Skip-Verbindung, %4 für sich allein</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DataFetch</name>
    <message>
        <source>The download program could not be started: %1</source>
        <translation>Das Download-Programm ließ sich nicht starten: %1</translation>
    </message>
    <message>
        <source>The program %1 was not found; put it next to this program or on the PATH.</source>
        <translation>Das Programm %1 wurde nicht gefunden; es gehört neben dieses Programm oder in den PATH.</translation>
    </message>
    <message>
        <source>The download program was killed or crashed. What has been downloaded is kept.</source>
        <translation>Das Download-Programm wurde abgebrochen oder ist abgestürzt. Was angekommen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The download program ended with exit code %1. %2</source>
        <extracomment>%1 a number, %2 what the program said last, or nothing.</extracomment>
        <translation>Das Download-Programm endete mit Exit-Code %1. %2</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceHeader</name>
    <message>
        <source>Device:</source>
        <extracomment>Before a list of device settings: the one that the whole window is about.</extracomment>
        <translation>Gerät:</translation>
    </message>
    <message>
        <source>Device that all steps, views and numbers are about</source>
        <translation>Gerät, für das alle Schritte, Ansichten und Zahlen gelten</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceOverlay</name>
    <message>
        <source>Other devices</source>
        <extracomment>Heading in a menu: the same candidates on other device settings.</extracomment>
        <translation>Andere Geräte</translation>
    </message>
    <message>
        <source>The same candidates on this device, as shares of each device’s reference latency</source>
        <translation>Dieselben Kandidaten auf diesem Gerät, als Anteile der Referenzlatenz jedes Geräts</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>Mehr als %n lässt sich nicht unterscheiden: zuerst einen wegnehmen</numerusform>
            <numerusform>Mehr als %n lassen sich nicht unterscheiden: zuerst einen wegnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (100 % = %2)</source>
        <extracomment>Legend: %1 a device setting, %2 a latency that is drawn as 100 %.</extracomment>
        <translation>%1 (100 % = %2)</translation>
    </message>
    <message>
        <source>%1: knows none of these</source>
        <extracomment>Legend: %1 a device setting that has no latencies of the candidates shown.</extracomment>
        <translation>%1: kennt keinen davon</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicePicker</name>
    <message>
        <source>measured: %1</source>
        <translation>gemessen: %1</translation>
    </message>
    <message>
        <source>measured: %1 in %2 networks</source>
        <extracomment>%1 architectures; %2, more than one, how many networks (cells, channels, image size) they were measured in.</extracomment>
        <translation>gemessen: %1 in %2 Netzen</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>predictor’s error: %1</source>
        <extracomment>Of a device setting: %1 the mean error of the predictor fitted to its latencies.</extracomment>
        <translation>Fehler des Prädiktors: %1</translation>
    </message>
    <message>
        <source>no predictor</source>
        <translation>kein Prädiktor</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicePin</name>
    <message>
        <source>Follows the current device again</source>
        <translation>Folgt wieder dem aktuellen Gerät</translation>
    </message>
    <message>
        <source>Pinned; the current device is %1</source>
        <extracomment>A view shows another device setting than the rest of the window; %1 the window&apos;s.</extracomment>
        <translation>Angeheftet; das aktuelle Gerät ist %1</translation>
    </message>
    <message>
        <source>The current device, %1, has no predictor for this; it is another one’s</source>
        <extracomment>A view shows another device setting than the rest of the window; %1 the window&apos;s.</extracomment>
        <translation>Das aktuelle Gerät, %1, hat dafür keinen Prädiktor; dies ist der eines anderen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceTableModel</name>
    <message>
        <source>none fitted</source>
        <translation>keiner angepasst</translation>
    </message>
    <message>
        <source>has seen all</source>
        <translation>kennt alle</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s) newer</source>
        <translation>
            <numerusform>%n Messung neuer</numerusform>
            <numerusform>%n Messungen neuer</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few repeated measurements. The measuring job repeats a part of them.</source>
        <translation>Zu wenige wiederholte Messungen. Der Messauftrag wiederholt einen Teil davon.</translation>
    </message>
    <message numerus="yes">
        <source>From repeats of %n architecture(s)</source>
        <translation>
            <numerusform>Aus Wiederholungen von %n Architektur</numerusform>
            <numerusform>Aus Wiederholungen von %n Architekturen</numerusform>
        </translation>
    </message>
    <message>
        <source>Largest less smallest uncorrected value of the sentinel, over its median. Measurements are corrected for it.</source>
        <translation>Größter minus kleinster unkorrigierter Wert der Kontrollmessungen, geteilt durch ihren Median. Die Messungen sind um die Drift bereinigt.</translation>
    </message>
    <message>
        <source>Fitted %1</source>
        <translation>Angepasst: %1</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>Geräteeinstellung</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>Column: whether numbers were measured, imported or simulated.</extracomment>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Sentinels</source>
        <extracomment>Re-measurements of a fixed reference architecture.</extracomment>
        <translation>Kontrollmessungen</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>Rauschgrenze</translation>
    </message>
    <message>
        <source>Drift</source>
        <extracomment>How far the device&apos;s speed wandered while measuring.</extracomment>
        <translation>Drift</translation>
    </message>
    <message>
        <source>τ ceiling</source>
        <translation>τ-Obergrenze</translation>
    </message>
    <message>
        <source>Predictor error</source>
        <translation>Prädiktorfehler</translation>
    </message>
    <message>
        <source>Predictor τ</source>
        <translation>τ des Prädiktors</translation>
    </message>
    <message>
        <source>Predictor’s age</source>
        <translation>Alter des Prädiktors</translation>
    </message>
    <message>
        <source>Last measured</source>
        <translation>Zuletzt gemessen</translation>
    </message>
    <message>
        <source>Different architectures measured, sentinels left out</source>
        <translation>Verschiedene gemessene Architekturen, ohne Kontrollmessungen</translation>
    </message>
    <message>
        <source>Measurements of them, repeats counted, sentinels left out</source>
        <translation>Messungen davon, Wiederholungen gezählt, ohne Kontrollmessungen</translation>
    </message>
    <message>
        <source>Measurements of one fixed architecture between the others, which show the drift</source>
        <translation>Messungen einer festen Architektur zwischen den anderen; sie zeigen die Drift</translation>
    </message>
    <message>
        <source>How far the sentinel’s uncorrected latency wandered: largest less smallest, over its median. Measurements are corrected for it.</source>
        <translation>Wie weit die unkorrigierte Latenz der Kontrollmessungen wanderte: größte minus kleinste, geteilt durch ihren Median. Die Messungen sind um die Drift bereinigt.</translation>
    </message>
    <message>
        <source>Estimate of the Kendall τ that a perfect predictor would reach against single, noisy measurements</source>
        <translation>Schätzung des Kendall-τ, das ein perfekter Prädiktor gegen einzelne, verrauschte Messungen erreichte</translation>
    </message>
    <message>
        <source>Mean relative error on architectures that were held out of fitting</source>
        <translation>Mittlerer relativer Fehler auf Architekturen, die nicht in die Anpassung eingingen</translation>
    </message>
    <message>
        <source>Kendall τ between predicted and measured latency of held-out architectures</source>
        <translation>Kendall-τ zwischen vorhergesagter und gemessener Latenz zurückgehaltener Architekturen</translation>
    </message>
    <message>
        <source>Mean relative error of a perfect predictor against single measurements, estimated from repeats</source>
        <translation>Mittlerer relativer Fehler eines perfekten Prädiktors gegen einzelne Messungen, aus Wiederholungen geschätzt</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicesView</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Latencies are compared within one network: search space and shape</source>
        <translation>Latenzen werden innerhalb eines Netzes verglichen: Suchraum und Form</translation>
    </message>
    <message>
        <source>Measure of agreement</source>
        <translation>Maß der Übereinstimmung</translation>
    </message>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>Spearman ρ</translation>
    </message>
    <message>
        <source>Share of pairs in agreement</source>
        <translation>Anteil übereinstimmender Paare</translation>
    </message>
    <message>
        <source>Device settings</source>
        <translation>Geräteeinstellungen</translation>
    </message>
    <message>
        <source>Reading the measurements…</source>
        <translation>Messungen werden gelesen…</translation>
    </message>
    <message>
        <source>No project.</source>
        <translation>Kein Projekt.</translation>
    </message>
    <message>
        <source>One device setting only.
Measure the same architectures on another one (other threads, batch or device), or add a profile, to see which cells change places.</source>
        <translation>Nur eine Geräteeinstellung.
Messen Sie dieselben Architekturen auf einer anderen (andere Threads, anderer Batch, anderes Gerät), oder fügen Sie ein Profil hinzu, um zu sehen, welche Zellen den Platz wechseln.</translation>
    </message>
    <message>
        <source>No two settings have measured the same architectures.
Measuring takes the same sample for the same seed.</source>
        <translation>Keine zwei Einstellungen haben dieselben Architekturen gemessen.
Das Messen nimmt bei gleichem Startwert dieselbe Stichprobe.</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n gemeinsame Architektur.</numerusform>
            <numerusform>%n gemeinsame Architekturen.</numerusform>
        </translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Ranks of the architectures on two device settings</source>
        <translation>Ränge der Architekturen auf zwei Geräteeinstellungen</translation>
    </message>
    <message>
        <source>Rank on %1 (%)</source>
        <extracomment>Axis title: %1 a device setting; 0 % is the fastest architecture.</extracomment>
        <translation>Rang auf %1 (%)</translation>
    </message>
    <message>
        <source>largest rank change</source>
        <translation>größter Rangwechsel</translation>
    </message>
    <message>
        <source>same rank</source>
        <translation>gleicher Rang</translation>
    </message>
    <message>
        <source>&amp;Devices</source>
        <translation>&amp;Geräte</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>Noch nichts ist gemessen.</translation>
    </message>
    <message>
        <source>One network was measured; another one would be compared by itself.</source>
        <translation>Ein Netz wurde gemessen; ein anderes würde für sich verglichen.</translation>
    </message>
    <message>
        <source>It takes two devices to compare them.</source>
        <translation>Zum Vergleichen braucht es zwei Geräte.</translation>
    </message>
    <message>
        <source>Nothing is measured yet.
Measure this computer or another device, or add a device’s profile.</source>
        <translation>Noch nichts gemessen.
Messen Sie diesen Computer oder ein anderes Gerät, oder fügen Sie ein Geräteprofil hinzu.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DifferenceBars</name>
    <message>
        <source>Differences of the right architecture from the left one</source>
        <translation>Unterschiede der rechten Architektur zur linken</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <extracomment>A difference of accuracies in percentage points.</extracomment>
        <translation>%1 Pkt.</translation>
    </message>
    <message>
        <source>One scale for all bars: accuracy in percentage points, latency in per cent</source>
        <translation>Ein Maßstab für alle Balken: Genauigkeit in Prozentpunkten, Latenz in Prozent</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::EffectBars</name>
    <message>
        <source>What traits of cells are worth at equal latency</source>
        <translation>Was Merkmale von Zellen bei gleicher Latenz wert sind</translation>
    </message>
    <message>
        <source>Latency held equal. Pale: the sign is in doubt.</source>
        <translation>Bei gleicher Latenz. Blass: Vorzeichen ungewiss.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::EstimateBar</name>
    <message>
        <source>Train i&amp;t</source>
        <extracomment>A button: trains the chosen cell, whose accuracy is only estimated.</extracomment>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>Trains the cell as those were trained that the estimate was learnt from</source>
        <translation>Trainiert die Zelle so wie jene, aus denen die Schätzung gelernt wurde</translation>
    </message>
    <message>
        <source>Accuracy %1: %2 (± 1 standard deviation)</source>
        <extracomment>%1 &quot;estimated from 60 trainings&quot;, %2 an accuracy with one standard deviation.</extracomment>
        <translation>Genauigkeit %1: %2 (± 1 Standardabweichung)</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ExplorationPanel</name>
    <message>
        <source>trained before this exploration</source>
        <extracomment>Why a cell was trained.</extracomment>
        <translation>schon vor dieser Erkundung trainiert</translation>
    </message>
    <message>
        <source>a first sample of this latency</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>eine erste Probe dieser Latenz</translation>
    </message>
    <message>
        <source>may be the best at its latency, not yet sure</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>vielleicht die beste ihrer Latenz, noch unsicher</translation>
    </message>
    <message>
        <source>expected to be the best at its latency</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>als beste ihrer Latenz erwartet</translation>
    </message>
    <message>
        <source>one edit away from an expected best one</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>eine Änderung neben einer erwarteten besten</translation>
    </message>
    <message>
        <source>among the best: more steps to be sure</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>unter den besten: mehr Schritte zur Sicherheit</translation>
    </message>
    <message>
        <source>among the best: again with another seed</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>unter den besten: nochmals mit anderem Startwert</translation>
    </message>
    <message>
        <source>Trainings of the exploration: expected and reached</source>
        <translation>Trainings der Erkundung: erwartet und erreicht</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Loss (nats, lower is better)</source>
        <translation>Verlust (Nats, weniger ist besser)</translation>
    </message>
    <message>
        <source>Trainings and why they were made</source>
        <translation>Trainings und warum es sie gab</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation>Erwarteter Verlust</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>No exploration yet.</source>
        <translation>Noch keine Erkundung.</translation>
    </message>
    <message>
        <source>Each training will stand here, with what was expected of it.</source>
        <translation>Hier steht jedes Training, mit dem, was davon erwartet wurde.</translation>
    </message>
    <message>
        <source>loss reached</source>
        <translation>erreichter Verlust</translation>
    </message>
    <message>
        <source>expected ± 1 standard deviation</source>
        <translation>erwartet ± 1 Standardabweichung</translation>
    </message>
    <message>
        <source>training</source>
        <extracomment>A training that has not ended.</extracomment>
        <translation>wird trainiert</translation>
    </message>
    <message>
        <source>Training %1: %2</source>
        <extracomment>%1 the number of a training, %2 why it was made.</extracomment>
        <translation>Training %1: %2</translation>
    </message>
    <message>
        <source>after more steps</source>
        <translation>nach mehr Schritten</translation>
    </message>
    <message>
        <source>Reading…</source>
        <extracomment>%1 the number of a run, %2, %3 and %4 counts.</extracomment>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Run %1: %2 of %3 trainings asked for have ended, of %4 cells.</source>
        <translation>Lauf %1: %2 von %3 verlangten Trainings sind beendet, von %4 Zellen.</translation>
    </message>
    <message>
        <source>A cell that is among the best is trained again with another seed, or for more steps. In the budget a longer training counts as several short ones.</source>
        <translation>Eine Zelle, die zu den besten gehört, wird noch einmal mit anderem Startwert oder über mehr Schritte trainiert. Im Budget zählt ein längeres Training als mehrere kurze.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ExportDialog</name>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>PyTorch (model.py and safetensors)</source>
        <translation>PyTorch (model.py und safetensors)</translation>
    </message>
    <message>
        <source>Genotype text</source>
        <translation>Genotyp als Text</translation>
    </message>
    <message>
        <source>DOT, for Graphviz</source>
        <translation>DOT, für Graphviz</translation>
    </message>
    <message>
        <source>SVG picture of the cells</source>
        <translation>SVG-Bild der Zellen</translation>
    </message>
    <message>
        <source>Device profile</source>
        <translation>Geräteprofil</translation>
    </message>
    <message>
        <source>The network for ONNX Runtime and others, batch normalisation folded in. The file is read back and checked: names, connections, shapes and numbers.</source>
        <translation>Das Netz für ONNX Runtime und andere, mit eingefalteter Batch-Normalisierung. Die Datei wird zurückgelesen und geprüft: Namen, Verbindungen, Formen und Zahlen.</translation>
    </message>
    <message>
        <source>A Python file to read and change, its weights beside it. The weights are read back and compared. The file needs torch alone.</source>
        <translation>Eine Python-Datei zum Lesen und Ändern, daneben ihre Gewichte. Die Gewichte werden zurückgelesen und verglichen. Die Datei braucht nur torch.</translation>
    </message>
    <message>
        <source>The cells as the DARTS codes print them.</source>
        <translation>Die Zellen in der Schreibweise der DARTS-Programme.</translation>
    </message>
    <message>
        <source>The cells as graphs.</source>
        <translation>Die Zellen als Graphen.</translation>
    </message>
    <message>
        <source>The cells as this window draws them.</source>
        <translation>Die Zellen, wie dieses Fenster sie zeichnet.</translation>
    </message>
    <message>
        <source>All device settings of this project: measurements and predictors, for other projects and computers.</source>
        <translation>Alle Geräteeinstellungen dieses Projekts: Messungen und Prädiktoren, für andere Projekte und Computer.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>&amp;Gewichte</translation>
    </message>
    <message>
        <source>&amp;Image size (pixels)</source>
        <translation>&amp;Bildgröße (Pixel)</translation>
    </message>
    <message>
        <source>First &amp;channels</source>
        <translation>Anfangs&amp;kanäle</translation>
    </message>
    <message>
        <source>C&amp;ells</source>
        <translation>&amp;Zellen</translation>
    </message>
    <message>
        <source>C&amp;lasses</source>
        <translation>K&amp;lassen</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <extracomment>A button: goes on to choose the file.</extracomment>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>The project contains no trained weights of this cell. Train it first.</source>
        <translation>Das Projekt enthält keine trainierten Gewichte dieser Zelle. Trainieren Sie sie zuerst.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FetchDialog</name>
    <message>
        <source>Fetch images</source>
        <translation>Bilder herunterladen</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Herunterladens</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <extracomment>A button: downloads.</extracomment>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>&amp;Datensatz</translation>
    </message>
    <message>
        <source>About 170 MB from %1, checked and unpacked into %2. An interrupted download resumes where it stopped.</source>
        <extracomment>%1 a computer&apos;s name on the internet, %2 a folder.</extracomment>
        <translation>Etwa 170 MB von %1, geprüft und entpackt nach %2. Ein abgebrochener Vorgang wird später dort fortgesetzt, wo er aufgehört hat.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Unpacking…</source>
        <translation>Wird entpackt…</translation>
    </message>
    <message>
        <source>%1 downloaded</source>
        <extracomment>%1 an amount of data such as 1.2 MB.</extracomment>
        <translation>%1 heruntergeladen</translation>
    </message>
    <message>
        <source>%1 of %2 downloaded</source>
        <extracomment>%1 and %2 amounts of data such as 1.2 MB.</extracomment>
        <translation>%1 von %2 heruntergeladen</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>Wird beendet…</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FrontOverlays</name>
    <message>
        <source>&amp;Uncertainty</source>
        <translation>Unsi&amp;cherheit</translation>
    </message>
    <message>
        <source>&amp;Measure next…</source>
        <translation>Als &amp;Nächstes messen…</translation>
    </message>
    <message>
        <source>&amp;Travel there</source>
        <extracomment>A button: the points travel to their latencies on the device setting chosen beside it.</extracomment>
        <translation>Dorthin &amp;wandern</translation>
    </message>
    <message>
        <source>&amp;Discretisation gap</source>
        <translation>&amp;Diskretisierungslücke</translation>
    </message>
    <message>
        <source>&amp;Size of the networks…</source>
        <translation>&amp;Größe der Netze…</translation>
    </message>
    <message>
        <source>How likely each candidate is on the front, given the noise of measuring and the predictor’s errors</source>
        <translation>Wie wahrscheinlich jeder Kandidat auf der Front liegt, angesichts des Messrauschens und der Fehler des Prädiktors</translation>
    </message>
    <message>
        <source>The candidates whose measurement would change the front most</source>
        <translation>Die Kandidaten, deren Messung die Front am stärksten ändern würde</translation>
    </message>
    <message>
        <source>Other device setting</source>
        <translation>Andere Geräteeinstellung</translation>
    </message>
    <message>
        <source>Moves every point to its latency on the other device setting, and back</source>
        <translation>Bewegt jeden Punkt zu seiner Latenz auf der anderen Geräteeinstellung und zurück</translation>
    </message>
    <message>
        <source>Area that the front covers, in log latency × accuracy. Click for its history.</source>
        <translation>Fläche, die die Front abdeckt, in log. Latenz × Genauigkeit. Klicken zeigt ihren Verlauf.</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <extracomment>A button with a menu: more ways to look at the front.</extracomment>
        <translation>M&amp;ehr</translation>
    </message>
    <message>
        <source>From the mean of the cells sampled in a search’s last epoch to the cell that it derived</source>
        <translation>Vom Mittel der Zellen, die eine Suche in ihrer letzten Epoche gezogen hat, zu der Zelle, die sie abgeleitet hat</translation>
    </message>
    <message>
        <source>The points can travel to their latencies there</source>
        <translation>Die Punkte können zu ihren dortigen Latenzen wandern</translation>
    </message>
    <message>
        <source>No candidate has a latency on another setting. Measure and fit there, then search again.</source>
        <translation>Kein Kandidat hat eine Latenz auf einer anderen Einstellung. Dort messen und anpassen, dann erneut suchen.</translation>
    </message>
    <message>
        <source>Hypervolume %1</source>
        <extracomment>%1 a number.</extracomment>
        <translation>Hypervolumen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n larger candidate(s) left out.</source>
        <translation>
            <numerusform>%n größerer Kandidat weggelassen.</numerusform>
            <numerusform>%n größere Kandidaten weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No search has sampled cells in this protocol.</source>
        <translation>In diesem Protokoll hat keine Suche Zellen gezogen.</translation>
    </message>
    <message>
        <source>No candidate is known on both settings.</source>
        <translation>Kein Kandidat ist auf beiden Einstellungen bekannt.</translation>
    </message>
    <message>
        <source>No predictor states an error for this setting: fit one.</source>
        <translation>Kein Prädiktor gibt für diese Einstellung einen Fehler an: passen Sie einen an.</translation>
    </message>
    <message numerus="yes">
        <source>mean of %n sampled cell(s), λ %1</source>
        <extracomment>Mark in a plot: the mean of %n cells that a search sampled; %1 its price of latency.</extracomment>
        <translation>
            <numerusform>Mittel von %n gezogenen Zelle, λ %1</numerusform>
            <numerusform>Mittel von %n gezogenen Zellen, λ %1</numerusform>
        </translation>
    </message>
    <message>
        <source>80 % band of the front</source>
        <extracomment>Legend: two curves between which the true front lies with 80 % probability.</extracomment>
        <translation>80-%-Band der Front</translation>
    </message>
    <message>
        <source>mean of sampled cells to derived cell</source>
        <extracomment>Legend: a line between two points of a search.</extracomment>
        <translation>Mittel gezogener Zellen bis abgeleitete Zelle</translation>
    </message>
    <message>
        <source>front of %1</source>
        <extracomment>Legend: %1 a device setting.</extracomment>
        <translation>Front von %1</translation>
    </message>
    <message>
        <source>&amp;Estimated cells</source>
        <translation>&amp;Geschätzte Zellen</translation>
    </message>
    <message>
        <source>Cells that were not trained, with the accuracy that is expected of them</source>
        <translation>Zellen, die nicht trainiert wurden, mit der von ihnen erwarteten Genauigkeit</translation>
    </message>
    <message>
        <source>expected ± 1 standard deviation</source>
        <extracomment>Legend: a band along the front.</extracomment>
        <translation>erwartet ± 1 Standardabweichung</translation>
    </message>
    <message>
        <source>Against another device</source>
        <extracomment>First entry of a list of device settings: none of them.</extracomment>
        <translation>Gegen ein anderes Gerät</translation>
    </message>
    <message>
        <source>Shows which candidates to measure once Uncertainty is on</source>
        <translation>Zeigt, was zu messen ist, sobald „Unsicherheit“ an ist</translation>
    </message>
    <message>
        <source>μ line</source>
        <extracomment>Legend: the line of equal value for the chosen price of latency.</extracomment>
        <translation>μ-Linie</translation>
    </message>
    <message>
        <source>λ line</source>
        <translation>λ-Linie</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FrontView</name>
    <message>
        <source>λ &amp;path</source>
        <translation>λ-&amp;Pfad</translation>
    </message>
    <message>
        <source>Accuracy protocol</source>
        <translation>Genauigkeitsprotokoll</translation>
    </message>
    <message>
        <source>Accuracies are compared only within one protocol: the same data, network and training</source>
        <translation>Genauigkeiten werden nur innerhalb eines Protokolls verglichen: gleiche Daten, gleiches Netz, gleiches Training</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>Senkrechte Achse</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Front of accuracy against latency</source>
        <translation>Front von Genauigkeit und Latenz</translation>
    </message>
    <message>
        <source>Which operation wins on each edge as λ grows</source>
        <translation>Welche Operation bei wachsendem λ auf jeder Kante gewinnt</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <extracomment>Title of an axis; %1 is a device setting.</extracomment>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>Cross-entropy (nats, lower is better)</source>
        <translation>Kreuzentropie (Nats, niedriger ist besser)</translation>
    </message>
    <message>
        <source>Accuracy, %1 (%)</source>
        <comment>%1 is the accuracy&apos;s provenance</comment>
        <translation>Genauigkeit, %1 (%)</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>Genauigkeit (%)</translation>
    </message>
    <message>
        <source>No candidate has a cross-entropy in this protocol.</source>
        <translation>In diesem Protokoll hat kein Kandidat eine Kreuzentropie.</translation>
    </message>
    <message>
        <source>front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>Budget %1</translation>
    </message>
    <message>
        <source>Best within %1: %2</source>
        <translation>Bester bis %1: %2</translation>
    </message>
    <message>
        <source>Best within %1: %2 nats</source>
        <translation>Bester bis %1: %2 Nats</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>Noch keine Kandidaten.</translation>
    </message>
    <message>
        <source>Points on the front: %1.</source>
        <translation>Punkte auf der Front: %1.</translation>
    </message>
    <message>
        <source>Every candidate exceeds the size limit (More, Size of the networks).</source>
        <translation>Jeder Kandidat überschreitet die Größengrenze (Mehr, Größe der Netze).</translation>
    </message>
    <message>
        <source>Selected: %1, %2 (%3).</source>
        <comment>%3 says how the accuracy is known</comment>
        <translation>Ausgewählt: %1, %2 (%3).</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <extracomment>A button: latencies on a logarithmic axis.</extracomment>
        <translation>&amp;Logarithmisch</translation>
    </message>
    <message>
        <source>Latencies on a logarithmic axis</source>
        <translation>Latenzen auf logarithmischer Achse</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>Zoom zurücksetzen</translation>
    </message>
    <message>
        <source>Shows everything again (Ctrl+0, or a double click on the plot)</source>
        <translation>Zeigt wieder alles (Strg+0 oder Doppelklick ins Diagramm)</translation>
    </message>
    <message>
        <source>Latency on %1 (ms)</source>
        <translation>Latenz auf %1 (ms)</translation>
    </message>
    <message>
        <source>Latency in % of each device’s reference; %1: 100 % = %2</source>
        <extracomment>Title of an axis that shows several devices; %1 the one whose candidates are shown, %2 a latency.</extracomment>
        <translation>Latenz in % der Referenz jedes Geräts; %1: 100 % = %2</translation>
    </message>
    <message>
        <source>No candidate has a latency on “%1” yet.
Measure there, fit, then explore or search; or choose another device above.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>Noch kein Kandidat hat eine Latenz auf „%1“.
Dort messen, anpassen, dann erkunden oder suchen; oder oben ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>No candidates with an accuracy and a latency yet.
Measure a device, fit, then explore.</source>
        <translation>Noch keine Kandidaten mit Genauigkeit und Latenz.
Messen Sie ein Gerät, passen Sie an, dann erkunden Sie.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::GuidedPath</name>
    <message>
        <source>Run everything (demo)</source>
        <translation>Alles ausführen (Demo)</translation>
    </message>
    <message>
        <source>Searches for cells at several prices λ of latency.</source>
        <translation>Sucht Zellen bei mehreren Preisen λ der Latenz.</translation>
    </message>
    <message>
        <source>Shows the front: move λ, and the best trade-off is selected.</source>
        <translation>Zeigt die Front: λ verschieben, und der beste Kompromiss wird ausgewählt.</translation>
    </message>
    <message>
        <source>Writes the selected architecture as an ONNX file.</source>
        <translation>Schreibt die ausgewählte Architektur als ONNX-Datei.</translation>
    </message>
    <message>
        <source>Settings of “%1”</source>
        <extracomment>%1 is the title of a step.</extracomment>
        <translation>Einstellungen von „%1“</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>Fehler %1</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>needs %1 measured</source>
        <translation>%1 Messungen nötig</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>needs a search</source>
        <translation>Suche nötig</translation>
    </message>
    <message>
        <source>choose a candidate first</source>
        <translation>erst Kandidaten wählen</translation>
    </message>
    <message>
        <source>with trained weights</source>
        <translation>mit trainierten Gewichten</translation>
    </message>
    <message>
        <source>untrained weights</source>
        <translation>untrainierte Gewichte</translation>
    </message>
    <message>
        <source>start here</source>
        <translation>hier beginnen</translation>
    </message>
    <message>
        <source>architectures: %1</source>
        <translation>Architekturen: %1</translation>
    </message>
    <message>
        <source>cells found: %1</source>
        <translation>gefundene Zellen: %1</translation>
    </message>
    <message>
        <source>needs a predictor</source>
        <translation>Prädiktor nötig</translation>
    </message>
    <message>
        <source>candidates: %1</source>
        <translation>Kandidaten: %1</translation>
    </message>
    <message>
        <source>needs candidates</source>
        <translation>Kandidaten nötig</translation>
    </message>
    <message>
        <source>Fits a latency predictor to the measurements and reports its accuracy.</source>
        <translation>Passt einen Latenzprädiktor an die Messungen an und berichtet, wie genau er ist.</translation>
    </message>
    <message>
        <source>Trains the cells found and random ones for the same number of steps, for a fair comparison.</source>
        <translation>Trainiert die gefundenen und zufällige Zellen mit gleich vielen Schritten, für einen fairen Vergleich.</translation>
    </message>
    <message>
        <source>Trains few cells for few steps and learns from them which cells are good at each latency.</source>
        <translation>Trainiert wenige Zellen wenige Schritte lang und lernt daraus, welche Zellen bei welcher Latenz gut sind.</translation>
    </message>
    <message>
        <source>Measures, fits, explores, trains and exports with small settings: a few minutes on two cores</source>
        <translation>Misst, passt an, erkundet, trainiert und exportiert mit kleinen Einstellungen: wenige Minuten auf zwei Kernen</translation>
    </message>
    <message>
        <source>explored</source>
        <translation>erkundet</translation>
    </message>
    <message>
        <source>error %1: measure more</source>
        <extracomment>A predictor&apos;s mean error on architectures that it has not seen.</extracomment>
        <translation>Fehler %1: mehr messen</translation>
    </message>
    <message>
        <source>Make it mine…</source>
        <extracomment>A button: copies the read-only sample to a project of one&apos;s own.</extracomment>
        <translation>Als eigenes Projekt kopieren…</translation>
    </message>
    <message>
        <source>The sample can only be read. A copy of it is a project of yours, with everything in it.</source>
        <translation>Das Beispiel ist schreibgeschützt. Eine Kopie davon ist ein eigenes Projekt mit allem darin.</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>Dieses Projekt ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>needs an exploration</source>
        <translation>Erkundung nötig</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) of run %1</source>
        <extracomment>What will be trained: %n cells that a search ended with, %1 the number of its run.</extracomment>
        <translation>
            <numerusform>%n Zelle aus Lauf %1</numerusform>
            <numerusform>%n Zellen aus Lauf %1</numerusform>
        </translation>
    </message>
    <message>
        <source>candidate %1</source>
        <extracomment>What will be trained: %1 the number of the selected candidate.</extracomment>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>trained weights not kept</source>
        <translation>trainierte Gewichte fehlen</translation>
    </message>
    <message>
        <source>Times random architectures on the device chosen above. Avoid using the computer meanwhile.</source>
        <translation>Misst die Zeiten zufälliger Architekturen auf dem oben gewählten Gerät. Benutzen Sie den Computer währenddessen möglichst nicht.</translation>
    </message>
    <message>
        <source>error %1, measured since</source>
        <extracomment>A predictor&apos;s mean error on architectures that it has not seen; many were measured after its fit.</extracomment>
        <translation>Fehler %1, seither gemessen</translation>
    </message>
    <message>
        <source>Error %3 on architectures not seen in fitting. Fitted to %1; %2 measured since.</source>
        <extracomment>Tool tip of a step: %1 and %2 are numbers of architectures.</extracomment>
        <translation>Fehler %3 bei Architekturen, die beim Anpassen nicht dabei waren. An %1 angepasst; seither %2 gemessen.</translation>
    </message>
    <message>
        <source>Now: %1, and as many random ones as the settings ask.</source>
        <extracomment>Tool tip of a step: %1 the cells that it trains.</extracomment>
        <translation>Jetzt: %1 und so viele zufällige, wie die Einstellungen verlangen.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::HoverCard</name>
    <message>
        <source>found at λ = %1</source>
        <translation>gefunden bei λ = %1</translation>
    </message>
    <message>
        <source>training steps: %1</source>
        <translation>Trainingsschritte: %1</translation>
    </message>
    <message>
        <source>images scored on: %1</source>
        <translation>bewertet auf Bildern: %1</translation>
    </message>
    <message>
        <source>%1 parameters, %2 MACs</source>
        <extracomment>%1 a count of parameters, %2 a count of multiply-accumulate operations.</extracomment>
        <translation>%1 Parameter, %2 MACs</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; accuracy, %2</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; Genauigkeit, %2</translation>
    </message>
    <message>
        <source>cross-entropy %1 nats</source>
        <translation>Kreuzentropie %1 Nats</translation>
    </message>
    <message>
        <source>candidate %1 of run %2</source>
        <translation>Kandidat %1 aus Lauf %2</translation>
    </message>
    <message>
        <source>on the front with a probability of %1</source>
        <extracomment>%1 a probability.</extracomment>
        <translation>mit einer Wahrscheinlichkeit von %1 auf der Front</translation>
    </message>
    <message numerus="yes">
        <source>expected, by all %n training(s): %1</source>
        <extracomment>%1 an accuracy with one standard deviation; what is expected of a cell that was trained.</extracomment>
        <translation>
            <numerusform>erwartet nach %n Training: %1</numerusform>
            <numerusform>erwartet nach allen %n Trainings: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2, %3</source>
        <extracomment>%1 a latency, %2 a device setting, %3 the latency&apos;s provenance.</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; auf %2, %3</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; latency on %2, %3</source>
        <extracomment>%1 a latency, %2 a device setting, %3 the latency&apos;s provenance.</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; Latenz auf %2, %3</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::HypervolumeDialog</name>
    <message>
        <source>Hypervolume</source>
        <translation>Hypervolumen</translation>
    </message>
    <message>
        <source>Hypervolume by number of candidates</source>
        <translation>Hypervolumen nach Anzahl der Kandidaten</translation>
    </message>
    <message>
        <source>Candidates, in the order in which they were found</source>
        <translation>Kandidaten in der Reihenfolge, in der sie gefunden wurden</translation>
    </message>
    <message>
        <source>Area in log latency × accuracy that the front covers, against the 99th percentile of the latencies and the best accuracy less 15 points, the same for the whole curve.</source>
        <translation>Fläche in log. Latenz × Genauigkeit, die die Front abdeckt, bezogen auf das 99. Perzentil der Latenzen und die beste Genauigkeit minus 15 Punkte, gleich für die ganze Kurve.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::JobController</name>
    <message>
        <source>Run %1 (%2) was interrupted at %3.</source>
        <translation>Lauf %1 (%2) wurde bei %3 unterbrochen.</translation>
    </message>
    <message>
        <source>Resume run %1</source>
        <extracomment>A button; %1 is the number of a run.</extracomment>
        <translation>Lauf %1 fortsetzen</translation>
    </message>
    <message>
        <source>Allow it and resume run %1</source>
        <extracomment>A button; %1 is the number of a run that wants to run a command or write a file.</extracomment>
        <translation>Erlauben und Lauf %1 fortsetzen</translation>
    </message>
    <message>
        <source>Run %1 has finished.</source>
        <translation>Lauf %1 ist beendet.</translation>
    </message>
    <message>
        <source>No search of this network has finished in this project; scoring needs its weights.</source>
        <translation>In diesem Projekt ist noch keine Suche nach diesem Netz fertig; zum Bewerten werden ihre Gewichte gebraucht.</translation>
    </message>
    <message>
        <source>Freed %1 of disk space.</source>
        <extracomment>%1 an amount such as 12 MB.</extracomment>
        <translation>%1 Speicherplatz freigegeben.</translation>
    </message>
    <message numerus="yes">
        <source>Added %n measurement(s) of %1 and their predictors: see Devices.</source>
        <extracomment>%n counts measurements, %1 is a computer&apos;s name.</extracomment>
        <translation>
            <numerusform>%n Messung von %1 wurde samt Prädiktoren übernommen: siehe Geräte.</numerusform>
            <numerusform>%n Messungen von %1 wurden samt Prädiktoren übernommen: siehe Geräte.</numerusform>
        </translation>
    </message>
    <message>
        <source>The worker has ended: %1. Stored results are safe.</source>
        <extracomment>%1 says why a process ended.</extracomment>
        <translation>Der Arbeitsprozess hat sich beendet: %1. Gespeicherte Ergebnisse sind sicher.</translation>
    </message>
    <message>
        <source>A new worker is started; run %1 can continue from its last checkpoint.</source>
        <translation>Ein neuer Arbeitsprozess wird gestartet; Lauf %1 kann ab seinem letzten Sicherungspunkt fortgesetzt werden.</translation>
    </message>
    <message>
        <source>All done. No faster cell is worth the accuracy that it costs: the best cell found at λ = 0 is exported as %1.</source>
        <translation>Alles erledigt. Keine schnellere Zelle ist die Genauigkeit wert, die sie kostet: Die beste bei λ = 0 gefundene Zelle ist als %1 exportiert.</translation>
    </message>
    <message>
        <source>All done. The chosen cell saves %1 of the latency of the best one; it is exported as %2. Move λ to see the other trade-offs.</source>
        <extracomment>%1 per cent, %2 a file.</extracomment>
        <translation>Alles erledigt. Die gewählte Zelle spart %1 der Latenz der besten; sie ist als %2 exportiert. Verschieben Sie λ, um die anderen Kompromisse zu sehen.</translation>
    </message>
    <message>
        <source>No run of this project tells how to train for “%1”. Train with the settings of the step “Train”.</source>
        <extracomment>%1 an accuracy protocol.</extracomment>
        <translation>Kein Lauf dieses Projekts sagt, wie für „%1“ trainiert wird. Mit den Einstellungen des Schritts „Trainieren“ trainieren.</translation>
    </message>
    <message>
        <source>stopped before it began</source>
        <translation>vor dem Beginn gestoppt</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2, saved there</source>
        <extracomment>%1 of %2: steps of a search.</extracomment>
        <translation>bei Schritt %1 von %2 gestoppt, dort gesichert</translation>
    </message>
    <message>
        <source>stopped at %1, what it had stored is kept</source>
        <extracomment>%1 a share of a job.</extracomment>
        <translation>bei %1 gestoppt, Gespeichertes bleibt</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <extracomment>%1 the number of a run, %2 how it ended.</extracomment>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>Run %1 has finished: %2.</source>
        <extracomment>%1 the number of a run, %2 what it resulted in.</extracomment>
        <translation>Lauf %1 ist beendet: %2.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message numerus="yes">
        <source>Run %1 has not moved for %n minute(s). It may wait for its device, its disk, or memory that other programs take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on from its last checkpoint.</source>
        <extracomment>%1 the number of a run.</extracomment>
        <translation>
            <numerusform>Lauf %1 hat sich seit %n Minute nicht bewegt. Vielleicht wartet er auf sein Gerät, seine Platte oder auf Speicher, den andere Programme belegen. Er kann angehalten und später fortgesetzt werden; ein Arbeitsprozess, der nicht antwortet, kann beendet werden, und der Lauf kann ab seinem letzten Sicherungspunkt fortgesetzt werden.</numerusform>
            <numerusform>Lauf %1 hat sich seit %n Minuten nicht bewegt. Vielleicht wartet er auf sein Gerät, seine Platte oder auf Speicher, den andere Programme belegen. Er kann angehalten und später fortgesetzt werden; ein Arbeitsprozess, der nicht antwortet, kann beendet werden, und der Lauf kann ab seinem letzten Sicherungspunkt fortgesetzt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop run %1</source>
        <extracomment>Buttons; the worker is the process that runs jobs.</extracomment>
        <translation>Lauf %1 anhalten</translation>
    </message>
    <message>
        <source>End the worker</source>
        <translation>Arbeitsprozess beenden</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::JobSettingsDialog</name>
    <message>
        <source>Settings: %1</source>
        <extracomment>Title of a settings form; %1 is a kind of job such as &quot;Search&quot;.</extracomment>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>Trained weights are written where the project holds some,
random ones otherwise; the file says which.</source>
        <translation>Trainierte Gewichte werden geschrieben, wo das Projekt welche enthält,
sonst zufällige; die Datei sagt, welche es sind.</translation>
    </message>
    <message>
        <source>Random cells beside</source>
        <translation>Zufallszellen zum Vergleich</translation>
    </message>
    <message>
        <source>About %1, at the pace of run %2 in this project.</source>
        <extracomment>%1 a duration, %2 the number of a run.</extracomment>
        <translation>Etwa %1, so schnell wie Lauf %2 in diesem Projekt.</translation>
    </message>
    <message>
        <source>About %1, as set above.</source>
        <extracomment>%1 a duration.</extracomment>
        <translation>Etwa %1, wie oben eingestellt.</translation>
    </message>
    <message>
        <source>&amp;Fetch…</source>
        <translation>&amp;Herunterladen…</translation>
    </message>
    <message>
        <source>Download a published data set</source>
        <translation>Einen veröffentlichten Datensatz herunterladen</translation>
    </message>
    <message>
        <source>As set below</source>
        <extracomment>Of a list of published recipes: none of them was chosen, the settings are as they were.</extracomment>
        <translation>Wie unten eingestellt</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>A list of published recipes whose numbers fill the form.</extracomment>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Published for networks of %1 channels and %2 cells. The network stays as it was measured: %3 channels, %4 cells.</source>
        <extracomment>Channels and cells of a network; %1 and %2 as published, %3 and %4 in this project.</extracomment>
        <translation>Veröffentlicht für Netze mit %1 Kanälen und %2 Zellen. Das Netz bleibt, wie es gemessen wurde: %3 Kanäle, %4 Zellen.</translation>
    </message>
    <message>
        <source>Passes over the images: %1.</source>
        <extracomment>%1 a number: how often the training images are seen.</extracomment>
        <translation>Durchgänge durch die Bilder: %1.</translation>
    </message>
    <message>
        <source>Weights, gradients and everything that a step keeps, and what the program takes itself; the images come on top. A search or a training that would not fit is refused before it starts.</source>
        <translation>Gewichte, Gradienten und alles, was ein Schritt aufbewahrt, und was das Programm selbst braucht; die Bilder kommen hinzu. Eine Suche oder ein Training, das nicht hineinpasst, wird vor dem Start abgelehnt.</translation>
    </message>
    <message>
        <source>About %1 of memory beside the images.</source>
        <translation>Etwa %1 Arbeitsspeicher neben den Bildern.</translation>
    </message>
    <message>
        <source>About %1 of memory beside the images; %2 are free on this computer.</source>
        <translation>Etwa %1 Arbeitsspeicher neben den Bildern; %2 sind auf diesem Rechner frei.</translation>
    </message>
    <message>
        <source>It will not fit: about %1 of memory are needed, and %2 are free on this computer.</source>
        <extracomment>%1 and %2 amounts of memory such as 1.2 GB.</extracomment>
        <translation>Es passt nicht hinein: Etwa %1 Arbeitsspeicher werden gebraucht, und %2 sind auf diesem Rechner frei.</translation>
    </message>
    <message>
        <source>Lower “%1”: %2 would fit.</source>
        <translation>„%1“ verringern: %2 würde passen.</translation>
    </message>
    <message>
        <source>Measure and search a smaller network: fewer channels or cells.</source>
        <translation>Ein kleineres Netz messen und durchsuchen: weniger Kanäle oder Zellen.</translation>
    </message>
    <message>
        <source>Augmentation: %1.</source>
        <extracomment>What is changed about the images; %1 such as &quot;shift and flip (CIFAR)&quot;.</extracomment>
        <translation>Augmentierung: %1.</translation>
    </message>
    <message>
        <source>How long it takes is not known yet: no run of this project with such settings has recorded it. About a minute after its start the job says how much is left.</source>
        <translation>Wie lange es dauert, ist noch nicht bekannt: Kein Lauf dieses Projekts mit solchen Einstellungen hat es festgehalten. Etwa eine Minute nach dem Start sagt der Auftrag, wie viel noch bleibt.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LambdaPanel</name>
    <message>
        <source>Refine &amp;here</source>
        <translation>H&amp;ier verfeinern</translation>
    </message>
    <message>
        <source>Lambda, the price of latency</source>
        <translation>Lambda, der Preis der Latenz</translation>
    </message>
    <message>
        <source>The price of latency: 0 asks for accuracy alone. Ticks mark where the choice changes; Page Up and Page Down go from choice to choice.</source>
        <translation>Der Preis der Latenz: 0 verlangt nur Genauigkeit. Striche markieren, wo die Wahl wechselt; Bild auf und Bild ab springen von Wahl zu Wahl.</translation>
    </message>
    <message>
        <source>Lambda as a number</source>
        <translation>Lambda als Zahl</translation>
    </message>
    <message>
        <source>Target latency in milliseconds</source>
        <translation>Ziellatenz in Millisekunden</translation>
    </message>
    <message>
        <source> ms</source>
        <extracomment>Unit: milliseconds.</extracomment>
        <translation> ms</translation>
    </message>
    <message>
        <source>A search takes λ. Here only μ is known: choose a target latency instead.</source>
        <translation>Eine Suche braucht λ. Hier ist nur μ bekannt: wählen Sie stattdessen eine Ziellatenz.</translation>
    </message>
    <message>
        <source>Starts a search at this λ, or for this target latency</source>
        <translation>Startet eine Suche bei diesem λ oder für diese Ziellatenz</translation>
    </message>
    <message>
        <source>&amp;μ</source>
        <extracomment>λ and μ are the prices of latency in the loss and in the accuracy.</extracomment>
        <translation>&amp;μ</translation>
    </message>
    <message>
        <source>&amp;λ</source>
        <translation>&amp;λ</translation>
    </message>
    <message>
        <source>Nothing on the front is faster.</source>
        <translation>Nichts auf der Front ist schneller.</translation>
    </message>
    <message>
        <source>Nothing on the front is more accurate.</source>
        <translation>Nichts auf der Front ist genauer.</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>Noch keine Kandidaten.</translation>
    </message>
    <message>
        <source>Move the slider or click a candidate.</source>
        <translation>Regler bewegen oder Kandidaten anklicken.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; %2, &lt;b&gt;%3&lt;/b&gt; %4</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; %2, &lt;b&gt;%3&lt;/b&gt; %4</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 nats&lt;/b&gt;, &lt;b&gt;%2&lt;/b&gt; %3</source>
        <extracomment>%1 cross-entropy, %2 latency, %3 its provenance.</extracomment>
        <translation>&lt;b&gt;%1 Nats&lt;/b&gt;, &lt;b&gt;%2&lt;/b&gt; %3</translation>
    </message>
    <message>
        <source>The search that runs takes this λ, or this target latency, from its next step on. Searches that “Refine here” starts do; one over a list of λ keeps to its list.</source>
        <translation>Die laufende Suche übernimmt dieses λ oder diese Ziellatenz ab ihrem nächsten Schritt. Das tun Suchen, die „Hier verfeinern“ startet; eine über eine Liste von λ bleibt bei ihrer Liste.</translation>
    </message>
    <message>
        <source>Nothing on the front is faster; stem, head and links alone take about %1.</source>
        <translation>Nichts auf der Front ist schneller; Stamm, Kopf und Verbindungen allein brauchen etwa %1.</translation>
    </message>
    <message>
        <source>Search &amp;follows</source>
        <translation>Suche &amp;folgt</translation>
    </message>
    <message>
        <source>Latency &amp;budget</source>
        <translation>Latenz&amp;budget</translation>
    </message>
    <message>
        <source>Aim at a latency instead of a price: the best candidate that is as fast is chosen, and a search finds the price by itself. Drag the line in the plot, or type.</source>
        <translation>Eine Latenz statt eines Preises vorgeben: der beste so schnelle Kandidat wird gewählt, und eine Suche findet den Preis selbst. Die Linie im Diagramm ziehen oder tippen.</translation>
    </message>
    <message>
        <source>%1 nats, %2</source>
        <extracomment>A step along the front: %1 a difference of accuracies in percentage points, %2 of latencies.</extracomment>
        <translation>%1 Nats, %2</translation>
    </message>
    <message>
        <source>%1 pt, %2</source>
        <translation>%1 Pkt., %2</translation>
    </message>
    <message>
        <source>Next faster: %1</source>
        <translation>Nächster schnellerer: %1</translation>
    </message>
    <message>
        <source>Next better: %1</source>
        <translation>Nächster besserer: %1</translation>
    </message>
    <message>
        <source>own choice</source>
        <extracomment>After a candidate that was clicked: neither λ nor the budget would choose it.</extracomment>
        <translation>eigene Wahl</translation>
    </message>
    <message>
        <source>μ, the price of latency in accuracy: no cross-entropy is known here that λ could be a price in</source>
        <translation>μ, der Preis der Latenz in Genauigkeit: hier ist keine Kreuzentropie bekannt, in der λ ein Preis wäre</translation>
    </message>
    <message>
        <source>λ, the price of latency in the loss</source>
        <translation>λ, der Preis der Latenz im Verlust</translation>
    </message>
    <message>
        <source>No candidate is this fast; the fastest takes %1.</source>
        <extracomment>The latency budget is too small; %1 is a latency.</extracomment>
        <translation>Kein Kandidat ist so schnell; der schnellste braucht %1.</translation>
    </message>
    <message>
        <source>Candidate %1 has no latency and accuracy here.</source>
        <extracomment>%1 the number of the selected candidate: the front is of another device setting or accuracy protocol.</extracomment>
        <translation>Kandidat %1 hat hier keine Latenz und Genauigkeit.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; there</source>
        <extracomment>%1 a latency on the other device setting that is chosen above the front, with the mark of its provenance.</extracomment>
        <translation>dort &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LambdaPathView</name>
    <message>
        <source>λ path: the operation that wins on each edge as λ grows</source>
        <translation>λ-Pfad: die Operation, die bei wachsendem λ auf jeder Kante gewinnt</translation>
    </message>
    <message>
        <source>λ rises →</source>
        <translation>λ steigt →</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <extracomment>An edge of a cell: kind of cell, from state, to state.</extracomment>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>norm.</source>
        <translation>norm.</translation>
    </message>
    <message>
        <source>red.</source>
        <translation>red.</translation>
    </message>
    <message>
        <source>The path shows here as soon as the front has cells to choose from.</source>
        <translation>Der Pfad erscheint hier, sobald die Front Zellen zur Wahl hat.</translation>
    </message>
    <message>
        <source>μ rises →</source>
        <translation>μ steigt →</translation>
    </message>
    <message>
        <source>%1: %2
%3, %4</source>
        <extracomment>%1 an edge, %2 its operation, %3 latency and %4 accuracy of the candidate.</extracomment>
        <translation>%1: %2
%3, %4</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>Choice %1 of %2.</source>
        <translation>Wahl %1 von %2.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Messages from the worker appear here.</source>
        <translation>Hier erscheinen die Meldungen des Arbeitsprozesses.</translation>
    </message>
    <message>
        <source>Which messages are shown</source>
        <translation>Welche Meldungen gezeigt werden</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Meldungen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MainWindow</name>
    <message>
        <source>Paretoscope projects (*.paretoscope)</source>
        <translation>Paretoscope-Projekte (*.paretoscope)</translation>
    </message>
    <message>
        <source>A job is running. Stop it before opening another project.</source>
        <translation>Ein Auftrag läuft. Stoppen Sie ihn, bevor Sie ein anderes Projekt öffnen.</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>Dieses Projekt ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>A job is running</source>
        <extracomment>Why the desktop must not put the computer to sleep.</extracomment>
        <translation>Ein Auftrag läuft</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Closing stops it at its next step, with a checkpoint. It can be resumed when the project is opened again.</source>
        <translation>Beim Schließen stoppt er bei seinem nächsten Schritt mit einem Sicherungspunkt. Nach dem erneuten Öffnen des Projekts kann er fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppen und schließen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stopping with a checkpoint…</source>
        <translation>Stoppt mit einem Sicherungspunkt…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt &amp;öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>Beis&amp;piel öffnen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Write report…</source>
        <translation>Be&amp;richt schreiben…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Copy front as &amp;picture</source>
        <translation>Front als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy front as &amp;data (CSV)</source>
        <translation>Front als &amp;Daten kopieren (CSV)</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>A&amp;uftrag</translation>
    </message>
    <message>
        <source>&amp;Queue…</source>
        <translation>&amp;Warteschlange…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>λ &amp;path</source>
        <translation>λ-&amp;Pfad</translation>
    </message>
    <message>
        <source>Next &amp;faster choice</source>
        <translation>Nächste &amp;schnellere Wahl</translation>
    </message>
    <message>
        <source>Next &amp;better choice</source>
        <translation>Nächste &amp;bessere Wahl</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>Zoom zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>&amp;Zoom back</source>
        <translation>&amp;Zoom zurück</translation>
    </message>
    <message>
        <source>&amp;Save front as picture…</source>
        <translation>Front als Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Guided path</source>
        <translation>&amp;Geführter Weg</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>Be&amp;fehle…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Paretoscope</source>
        <translation>Ü&amp;ber Paretoscope</translation>
    </message>
    <message>
        <source>About Paretoscope</source>
        <translation>Über Paretoscope</translation>
    </message>
    <message>
        <source>Paretoscope %1
Explores accuracy and latency trade-offs of neural architectures.
GPL-3.0-or-later; the core is Apache-2.0.</source>
        <extracomment>%1 is a version number.</extracomment>
        <translation>Paretoscope %1
Erkundet Kompromisse zwischen Genauigkeit und Latenz neuronaler Architekturen.
GPL-3.0-or-later; der Kern steht unter Apache-2.0.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Run %1 has finished</source>
        <translation>Lauf %1 ist beendet</translation>
    </message>
    <message>
        <source>Run %1 has stopped</source>
        <translation>Lauf %1 wurde gestoppt</translation>
    </message>
    <message>
        <source>This program was built without its sample project.</source>
        <translation>Dieses Programm wurde ohne sein Beispielprojekt gebaut.</translation>
    </message>
    <message>
        <source>&amp;Settings of tuning…</source>
        <translation>&amp;Einstellungen des Tunings…</translation>
    </message>
    <message>
        <source>The computer runs on its battery: it may be slower than usual, and measurements less steady. Plug it in, or pause the job.</source>
        <translation>Der Computer läuft auf Akku: Er kann langsamer sein als sonst, und Messungen schwanken mehr. Schließen Sie ihn ans Netz an, oder halten Sie den Auftrag an.</translation>
    </message>
    <message>
        <source>&amp;Disk use…</source>
        <translation>Speic&amp;herplatz…</translation>
    </message>
    <message>
        <source>&amp;Arrangement</source>
        <extracomment>Menu: how the views are arranged.</extracomment>
        <translation>&amp;Anordnung</translation>
    </message>
    <message>
        <source>All views as &amp;tabs</source>
        <translation>Alle Ansichten als &amp;Reiter</translation>
    </message>
    <message>
        <source>This view &amp;beside the others</source>
        <translation>Diese Ansicht &amp;neben die anderen</translation>
    </message>
    <message>
        <source>This view in a &amp;window of its own</source>
        <translation>Diese Ansicht in ein eigenes &amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Save arrangement…</source>
        <translation>Anordnung &amp;speichern…</translation>
    </message>
    <message>
        <source>Save arrangement</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>&amp;Delete arrangement</source>
        <translation>Anordnung &amp;löschen</translation>
    </message>
    <message>
        <source>The project takes %1 on the disk. %2 of it are the weights that finished searches left behind; they serve only to score cells (what if). Weights of trained cells stay.</source>
        <extracomment>%1 and %2 amounts such as 12 MB.</extracomment>
        <translation>Das Projekt belegt %1 auf dem Datenträger. %2 davon sind Gewichte, die fertige Suchen hinterlassen haben; sie dienen nur dazu, Zellen zu bewerten (was wäre, wenn). Gewichte trainierter Zellen bleiben.</translation>
    </message>
    <message>
        <source>Remove searches&apos; weights</source>
        <translation>Gewichte der Suchen entfernen</translation>
    </message>
    <message>
        <source>Disk use</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>&amp;Import device profile…</source>
        <translation>Geräteprofil &amp;importieren…</translation>
    </message>
    <message>
        <source>Open a project of your own first.</source>
        <translation>Öffnen Sie zuerst ein eigenes Projekt.</translation>
    </message>
    <message>
        <source>Import device profile</source>
        <translation>Geräteprofil importieren</translation>
    </message>
    <message>
        <source>What another computer measured, and the predictors fitted to it, become device settings of that computer in this project: to search for, and to compare with.</source>
        <translation>Was ein anderer Computer gemessen hat, und die Prädiktoren dazu, werden in diesem Projekt zu Geräteeinstellungen jenes Computers: um dafür zu suchen und um damit zu vergleichen.</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Device profiles (*.psprofile)</source>
        <translation>Geräteprofile (*.psprofile)</translation>
    </message>
    <message>
        <source>The picture was made from %1, which no longer exists.</source>
        <translation>Das Bild wurde aus %1 erstellt, das es nicht mehr gibt.</translation>
    </message>
    <message>
        <source>This picture contains no information about what it shows.</source>
        <translation>Dieses Bild enthält keine Angaben darüber, was es zeigt.</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Erst ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <extracomment>%1 is the title of a step, %2 what it needs.</extracomment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>Make it mine</source>
        <translation>Als eigenes Projekt kopieren</translation>
    </message>
    <message>
        <source>%1 is no Paretoscope project.</source>
        <translation>%1 ist kein Paretoscope-Projekt.</translation>
    </message>
    <message>
        <source>The project is still being read.</source>
        <translation>Das Projekt wird noch gelesen.</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>Bilder (*.svg *.pdf *.png)</translation>
    </message>
    <message numerus="yes">
        <source>Folder for %n file(s)</source>
        <translation>
            <numerusform>Ordner für %n Datei</numerusform>
            <numerusform>Ordner für %n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these files exist(s) there already.</source>
        <translation>
            <numerusform>%n dieser Dateien gibt es dort schon.</numerusform>
            <numerusform>%n dieser Dateien gibt es dort schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>No candidate of this project has a latency on %1.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>Kein Kandidat dieses Projekts hat eine Latenz auf %1.</translation>
    </message>
    <message>
        <source>Candidate %1 is not among those with an accuracy and a latency here.</source>
        <translation>Kandidat %1 ist nicht unter denen, die hier eine Genauigkeit und eine Latenz haben.</translation>
    </message>
    <message>
        <source>candidate %1: %2, %3</source>
        <extracomment>In a picture: %1 the number of a candidate, %2 its accuracy, %3 its latency.</extracomment>
        <translation>Kandidat %1: %2, %3</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <extracomment>Menu: the command that opens a window at what is looked at now.</extracomment>
        <translation>&amp;Verweis kopieren</translation>
    </message>
    <message>
        <source>Settings &amp;of the front&apos;s trainings…</source>
        <translation>Einstellungen für das Training der &amp;Front…</translation>
    </message>
    <message>
        <source>Pre&amp;vious selection</source>
        <extracomment>Menu: to the candidate that was selected before, with price and budget.</extracomment>
        <translation>&amp;Vorige Auswahl</translation>
    </message>
    <message>
        <source>Ne&amp;xt selection</source>
        <extracomment>Menu: the way back again.</extracomment>
        <translation>Nä&amp;chste Auswahl</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <extracomment>Menu: a card beside one part of the window after another says what it is.</extracomment>
        <translation>&amp;Rundgang durchs Fenster</translation>
    </message>
    <message>
        <source>Each mark is a neural network: further up more accurate, further left faster. The line joins those that no other one beats on both counts.</source>
        <translation>Jede Marke ist ein neuronales Netz: weiter oben genauer, weiter links schneller. Die Linie verbindet die, die kein anderes in beidem schlägt.</translation>
    </message>
    <message>
        <source>λ is the price of latency. Drag the slider: the best network at that price is selected on the line.</source>
        <translation>λ ist der Preis der Latenz. Ziehen Sie den Regler: Das beste Netz zu diesem Preis wird auf der Linie ausgewählt.</translation>
    </message>
    <message>
        <source>The cells of the selected network. Click an operation to try another one: what it would cost on each device is shown below.</source>
        <translation>Die Zellen des ausgewählten Netzes. Klicken Sie auf eine Operation, um eine andere auszuprobieren: Was sie auf jedem Gerät kosten würde, steht darunter.</translation>
    </message>
    <message>
        <source>More views: compare two networks, see where devices disagree and how far the predictions can be trusted, and follow the jobs.</source>
        <translation>Weitere Ansichten: zwei Netze vergleichen, sehen, wo Geräte verschieden urteilen und wie weit den Vorhersagen zu trauen ist, und die Aufträge verfolgen.</translation>
    </message>
    <message>
        <source>The way to your own network: measure this computer, fit, explore, choose, train and export. The sample can only be read; “Make it mine” copies it.</source>
        <translation>Der Weg zum eigenen Netz: diesen Rechner messen, anpassen, erkunden, auswählen, trainieren, exportieren. Das Beispiel kann nur gelesen werden; „Als eigenes Projekt kopieren…“ macht Ihres daraus.</translation>
    </message>
    <message>
        <source>A table of latencies or accuracies is taken into a project in a terminal: paretoscope-cli import.</source>
        <translation>Eine Tabelle mit Latenzen oder Genauigkeiten wird in einem Terminal in ein Projekt übernommen: paretoscope-cli import.</translation>
    </message>
    <message>
        <source>ONNX files are what this program writes; it does not read them.</source>
        <translation>ONNX-Dateien schreibt dieses Programm; es liest sie nicht.</translation>
    </message>
    <message>
        <source>A device profile is taken into an open project: File › Import device profile….</source>
        <translation>Ein Geräteprofil wird in ein geöffnetes Projekt übernommen: Datei › Geräteprofil importieren….</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 is a folder. A project is a file.</source>
        <translation>%1 ist ein Ordner. Ein Projekt ist eine Datei.</translation>
    </message>
    <message>
        <source>%1 is no Paretoscope project: it is empty.</source>
        <translation>%1 ist kein Paretoscope-Projekt: Die Datei ist leer.</translation>
    </message>
    <message>
        <source>&amp;Pause or continue</source>
        <translation>&amp;Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>St&amp;opp</translation>
    </message>
    <message>
        <source>No project can be made in the folder %1: it can only be read.</source>
        <translation>Im Ordner %1 kann kein Projekt angelegt werden: Er kann nur gelesen werden.</translation>
    </message>
    <message>
        <source>Run everything</source>
        <translation>Alles ausführen</translation>
    </message>
    <message>
        <source>Measures random architectures on this computer, fits, explores, trains and exports with small settings: a few minutes on two cores. What the project holds stays, and is used where it fits. cell.onnx, cell.svg and front.csv are written into %1.</source>
        <extracomment>%1 a folder.</extracomment>
        <translation>Misst zufällige Architekturen auf diesem Rechner, passt an, erkundet, trainiert und exportiert mit kleinen Einstellungen: einige Minuten auf zwei Kernen. Was das Projekt enthält, bleibt und wird verwendet, wo es passt. cell.onnx, cell.svg und front.csv werden nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>%1 is a pipe or a device. A project is a file.</source>
        <translation>%1 ist eine Pipe oder ein Gerät. Ein Projekt ist eine Datei.</translation>
    </message>
    <message>
        <source>Open “%1” again</source>
        <extracomment>A button; %1 is the name of a project.</extracomment>
        <translation>„%1“ wieder öffnen</translation>
    </message>
    <message>
        <source>Show the report</source>
        <extracomment>A button: opens the report of a crash.</extracomment>
        <translation>Bericht zeigen</translation>
    </message>
    <message>
        <source>Paretoscope crashed the last time; what was stored is safe. A report that you can send, without personal data, is in %1.</source>
        <extracomment>%1 a file.</extracomment>
        <translation>Paretoscope ist beim letzten Mal abgestürzt; was gespeichert war, ist sicher. Ein Bericht ohne persönliche Daten, den Sie senden können, liegt in %1.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeasureNextDialog</name>
    <message>
        <source>Measure next</source>
        <translation>Als Nächstes messen</translation>
    </message>
    <message>
        <source>Candidates to measure</source>
        <translation>Zu messende Kandidaten</translation>
    </message>
    <message>
        <source>On %1, these latencies are predictions. Measuring these candidates is expected to change the front most.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>Auf %1 sind diese Latenzen Vorhersagen. Das Messen dieser Kandidaten dürfte die Front am stärksten ändern.</translation>
    </message>
    <message>
        <source>&amp;Measure them</source>
        <translation>Diese &amp;messen</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Predicted latency</source>
        <translation>Vorhergesagte Latenz</translation>
    </message>
    <message>
        <source>On the front</source>
        <translation>Auf der Front</translation>
    </message>
    <message>
        <source>Mean change of the hypervolume if only this latency were known exactly, against the largest</source>
        <translation>Mittlere Änderung des Hypervolumens, wenn nur diese Latenz genau bekannt wäre, bezogen auf die größte</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <extracomment>%1 a latency, %2 its uncertainty in per cent.</extracomment>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>Expected change (largest: 100 %)</source>
        <translation>Erwartete Änderung (größte: 100 %)</translation>
    </message>
    <message>
        <source>Tick a candidate first.</source>
        <translation>Zuerst einen Kandidaten ankreuzen.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeasuringPanel</name>
    <message>
        <source>Latencies of this run</source>
        <translation>Latenzen dieses Laufs</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Drift of the sentinel</source>
        <translation>Drift der Kontrollmessung</translation>
    </message>
    <message>
        <source>The sentinel is one architecture that is measured again after each block: what it drifts by, the machine drifts by. Latencies are corrected for it.</source>
        <translation>Die Kontrollmessung misst nach jedem Block dieselbe Architektur: Um wie viel sie driftet, driftet der Rechner. Die Latenzen sind darum bereinigt.</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>Es wurde noch nichts gemessen.</translation>
    </message>
    <message>
        <source>sentinel</source>
        <extracomment>A line in a histogram of latencies: the architecture that is measured again and again.</extracomment>
        <translation>Kontrollmessung</translation>
    </message>
    <message>
        <source>No measurements yet.</source>
        <translation>Noch keine Messungen.</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>%1 is the number of a run.</extracomment>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Unstable</source>
        <extracomment>Measurements whose repetitions did not agree.</extracomment>
        <translation>Unruhig</translation>
    </message>
    <message>
        <source>Some architectures are measured again, to know the noise: a measurement each time. Those of the sentinel do not count.</source>
        <translation>Einige Architekturen werden noch einmal gemessen, um das Rauschen zu kennen: jedes Mal eine Messung. Kontrollmessungen zählen nicht.</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Measurements so far</source>
        <translation>Messungen bisher</translation>
    </message>
    <message>
        <source>Sentinel against its median (%)</source>
        <translation>Kontrollmessung gegen ihren Median (%)</translation>
    </message>
    <message>
        <source>Sentinel, lowest to highest</source>
        <extracomment>The range of its drift.</extracomment>
        <translation>Kontrollmessungen, kleinste bis größte</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritPlot</name>
    <message>
        <source>The chosen cell among random cells of its latency</source>
        <translation>Die gewählte Zelle unter zufälligen Zellen ihrer Latenz</translation>
    </message>
    <message>
        <source>Accuracy, trained (%)</source>
        <translation>Genauigkeit, trainiert (%)</translation>
    </message>
    <message>
        <source>Cells of this latency that it beats</source>
        <translation>Zellen dieser Latenz, die sie schlägt</translation>
    </message>
    <message numerus="yes">
        <source>Candidate %1: %2, mean of %n seed(s); %3, %4</source>
        <extracomment>%1 the number of a candidate, %2 an accuracy, %3 a latency, %4 how it is known; %n training seeds.</extracomment>
        <translation>
            <numerusform>Kandidat %1: %2, %n Startwert; %3, %4</numerusform>
            <numerusform>Kandidat %1: %2, Mittel aus %n Startwerten; %3, %4</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen cell</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>gewählte Zelle</translation>
    </message>
    <message>
        <source>random cells</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>zufällige Zellen</translation>
    </message>
    <message>
        <source>mean of the random cells</source>
        <translation>Mittel der zufälligen Zellen</translation>
    </message>
    <message>
        <source>a training seed</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>ein Trainingsstartwert</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritView</name>
    <message>
        <source>Train the &amp;cell</source>
        <translation>&amp;Zelle trainieren</translation>
    </message>
    <message>
        <source>&amp;More seeds</source>
        <translation>&amp;Mehr Startwerte</translation>
    </message>
    <message>
        <source>Trains the chosen cell as the accuracies on the front were trained</source>
        <translation>Trainiert die gewählte Zelle so, wie die Genauigkeiten auf der Front trainiert wurden</translation>
    </message>
    <message>
        <source>Trains the chosen cell again with other seeds, so that luck counts for less</source>
        <translation>Trainiert die gewählte Zelle noch einmal mit anderen Startwerten, damit Glück weniger zählt</translation>
    </message>
    <message>
        <source>Draws random cells of this latency and trains them as the chosen cell was trained</source>
        <translation>Zieht zufällige Zellen dieser Latenz und trainiert sie wie die gewählte</translation>
    </message>
    <message>
        <source>Hypervolume of the front against trainings</source>
        <translation>Hypervolumen der Front über den Trainings</translation>
    </message>
    <message>
        <source>Nothing has an accuracy and a latency yet. Measure, fit, search and train first.</source>
        <translation>Noch nichts hat eine Genauigkeit und eine Latenz. Zuerst messen, anpassen, suchen und trainieren.</translation>
    </message>
    <message>
        <source>The chosen cell and random cells of its latency will stand here.</source>
        <translation>Hier werden die gewählte Zelle und zufällige Zellen ihrer Latenz stehen.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Why.&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;Warum.&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>Explore, and what makes cells good at equal latency will stand here.</source>
        <translation>Erkunden; dann steht hier, was Zellen bei gleicher Latenz gut macht.</translation>
    </message>
    <message numerus="yes">
        <source>Train %n &amp;random cell(s)</source>
        <extracomment>A button: %n random cells of the chosen cell&apos;s latency.</extracomment>
        <translation>
            <numerusform>%n zufällige Zelle t&amp;rainieren</numerusform>
            <numerusform>%n zufällige Zellen t&amp;rainieren</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Merit</source>
        <translation>&amp;Güte</translation>
    </message>
    <message>
        <source>Nats of loss saved by a usual difference (1 standard deviation) of a trait; whiskers: 95 % interval</source>
        <translation>Ersparter Verlust in Nats bei einem üblichen Unterschied (1 Standardabweichung) eines Merkmals; Striche: 95-%-Intervall</translation>
    </message>
    <message>
        <source>Trainings of the exploration</source>
        <translation>Trainings der Erkundung</translation>
    </message>
    <message>
        <source>Their hypervolume (log latency × accuracy)</source>
        <translation>Ihr Hypervolumen (log Latenz × Genauigkeit)</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::OutlierModel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Measured</source>
        <extracomment>Column: a measured latency.</extracomment>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Predicted</source>
        <extracomment>Column: a predicted latency.</extracomment>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Plain network</source>
        <extracomment>Column: the latency that the paper&apos;s plain network predicts.</extracomment>
        <translation>Einfaches Netz</translation>
    </message>
    <message>
        <source>Genotype</source>
        <translation>Genotyp</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PlotTable</name>
    <message>
        <source>The first %1 of %2 rows. Save the data for all of them.</source>
        <translation>Die ersten %1 von %2 Zeilen. Alle stehen in den gespeicherten Daten.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>The plot shows no data.</source>
        <translation>Das Diagramm zeigt keine Daten.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PlotView</name>
    <message>
        <source>Copy &amp;picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;data (CSV)</source>
        <translation>&amp;Daten kopieren (CSV)</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>Save d&amp;ata…</source>
        <translation>Da&amp;ten speichern…</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>Zoom zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Zoom &amp;back</source>
        <translation>Zoom &amp;zurück</translation>
    </message>
    <message>
        <source>Show as &amp;table…</source>
        <translation>Als &amp;Tabelle zeigen…</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PredictorView</name>
    <message>
        <source>Predictor</source>
        <translation>Prädiktor</translation>
    </message>
    <message>
        <source>Predicted against measured latency</source>
        <translation>Vorhergesagte gegen gemessene Latenz</translation>
    </message>
    <message>
        <source>Measured latency (ms)</source>
        <translation>Gemessene Latenz (ms)</translation>
    </message>
    <message>
        <source>Predicted latency (ms)</source>
        <translation>Vorhergesagte Latenz (ms)</translation>
    </message>
    <message>
        <source>Histogram of errors</source>
        <translation>Histogramm der Fehler</translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation>Fehler (%)</translation>
    </message>
    <message>
        <source>Architectures (%)</source>
        <translation>Architekturen (%)</translation>
    </message>
    <message>
        <source>Error by latency</source>
        <translation>Fehler nach Latenz</translation>
    </message>
    <message>
        <source>Size of the error (%)</source>
        <translation>Größe des Fehlers (%)</translation>
    </message>
    <message>
        <source>Error by number of architectures</source>
        <translation>Fehler nach Anzahl der Architekturen</translation>
    </message>
    <message>
        <source>Architectures measured</source>
        <translation>Gemessene Architekturen</translation>
    </message>
    <message>
        <source>Mean error (%)</source>
        <translation>Mittlerer Fehler (%)</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Level of the stated interval (%)</source>
        <translation>Angegebenes Intervall (%)</translation>
    </message>
    <message>
        <source>Measured inside it (%)</source>
        <translation>Darin liegende Messungen (%)</translation>
    </message>
    <message>
        <source>Predicted and measured</source>
        <translation>Vorhergesagt und gemessen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>Lernkurve</translation>
    </message>
    <message>
        <source>Costs</source>
        <extracomment>Tab: what operations cost on each edge.</extracomment>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Outliers</source>
        <extracomment>Tab: the architectures that the predictor misses most.</extracomment>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <source>The network that the LA-DARTS paper feeds with the one-hot encoding, on the same data</source>
        <translation>Das Netz, dem der LA-DARTS-Artikel die One-Hot-Kodierung eingibt, auf denselben Daten</translation>
    </message>
    <message>
        <source>Architectures with the largest errors</source>
        <translation>Architekturen mit den größten Fehlern</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <extracomment>What a predictor was fitted from.</extracomment>
        <translation>
            <numerusform>%n Messung</numerusform>
            <numerusform>%n Messungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured %1, predicted %2</source>
        <extracomment>%1 and %2 latencies.</extracomment>
        <translation>Gemessen %1, vorhergesagt %2</translation>
    </message>
    <message>
        <source>Compare with &amp;plain network</source>
        <translation>Mit &amp;einfachem Netz vergleichen</translation>
    </message>
    <message>
        <source>&amp;Predictor</source>
        <translation>P&amp;rädiktor</translation>
    </message>
    <message>
        <source>%1, %2 (no. %3)</source>
        <extracomment>%1 a device setting, %2 what it was fitted from (&quot;330 measurements&quot;), %3 the predictor&apos;s number.</extracomment>
        <translation>%1, %2 (Nr. %3)</translation>
    </message>
    <message>
        <source>The only predictor of this project</source>
        <translation>Der einzige Prädiktor dieses Projekts</translation>
    </message>
    <message>
        <source>No predictor yet.</source>
        <translation>Noch kein Prädiktor.</translation>
    </message>
    <message>
        <source>No predictor yet.
Measure a device, then fit.</source>
        <translation>Noch kein Prädiktor.
Messen Sie ein Gerät, dann passen Sie an.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ProcessTransport</name>
    <message>
        <source>another process is writing to this project</source>
        <translation>ein anderer Prozess schreibt in dieses Projekt</translation>
    </message>
    <message>
        <source>there is not enough memory or disk space</source>
        <translation>Arbeitsspeicher oder Plattenplatz reicht nicht aus</translation>
    </message>
    <message>
        <source>it ended with exit code %1</source>
        <translation>er endete mit Exit-Code %1</translation>
    </message>
    <message>
        <source>it could not be started: %1</source>
        <translation>er ließ sich nicht starten: %1</translation>
    </message>
    <message>
        <source>it was killed or crashed</source>
        <translation>er wurde abgebrochen oder ist abgestürzt</translation>
    </message>
    <message>
        <source>the program %1 was not found; put it next to this program or on the PATH</source>
        <translation>das Programm %1 wurde nicht gefunden; legen Sie es neben dieses Programm oder in den PATH</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ProgressStrip</name>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>St&amp;opp</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>Fortschritt des laufenden Auftrags</translation>
    </message>
    <message>
        <source>The job waits at its next step</source>
        <translation>Der Auftrag wartet bei seinem nächsten Schritt</translation>
    </message>
    <message>
        <source>The job ends at its next step and can be resumed</source>
        <translation>Der Auftrag endet bei seinem nächsten Schritt und kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>How long a job still takes; %1 is a duration.</extracomment>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>started from a terminal; updated as it runs</source>
        <translation>von einem Terminal aus gestartet; wird laufend aktualisiert</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>The state of a job.</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>The state of a job.</extracomment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>time left not known yet</source>
        <extracomment>Where the time that a running job still takes stands later.</extracomment>
        <translation>Restzeit noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::QueueDialog</name>
    <message>
        <source>&amp;Earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>&amp;Take out</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Hold the queue after the running job</source>
        <translation>Warteschlange nach dem laufenden Auftrag an&amp;halten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Waiting jobs</source>
        <translation>Wartende Aufträge</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <extracomment>%1 the number of a run, %2 its title.</extracomment>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>Running: %1</source>
        <translation>Läuft: %1</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <source>The run is kept and can be resumed</source>
        <translation>Der Lauf bleibt erhalten und kann fortgesetzt werden</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RankMatrixModel</name>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>Spearman ρ</translation>
    </message>
    <message>
        <source>Pairs in agreement</source>
        <translation>Übereinstimmende Paare</translation>
    </message>
    <message>
        <source>%1, too few repeated measurements to compare it with itself</source>
        <translation>%1, zu wenige wiederholte Messungen für einen Vergleich mit sich selbst</translation>
    </message>
    <message numerus="yes">
        <source>%1 measured again: τ %2 between repeats of %n architecture(s)</source>
        <extracomment>%1 a device setting, %2 a correlation, %n architectures measured twice.</extracomment>
        <translation>
            <numerusform>%1 erneut gemessen: τ %2 zwischen Wiederholungen von %n Architektur</numerusform>
            <numerusform>%1 erneut gemessen: τ %2 zwischen Wiederholungen von %n Architekturen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common</source>
        <extracomment>How many architectures were measured on both device settings.</extracomment>
        <translation>
            <numerusform>%n gemeinsame Architektur</numerusform>
            <numerusform>%n gemeinsame Architekturen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 (95 %: %3 … %4)</source>
        <extracomment>%1 a statistic&apos;s name, %2 its value, %3 and %4 the ends of its 95 % interval.</extracomment>
        <translation>%1 %2 (95 %: %3 … %4)</translation>
    </message>
    <message>
        <source>Too few in common for an interval. Measure the same ones on both.</source>
        <translation>Zu wenige gemeinsame für ein Intervall. Messen Sie dieselben auf beiden.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RankMatrixTable</name>
    <message>
        <source>How alike the device settings rank architectures</source>
        <translation>Wie ähnlich die Geräteeinstellungen Architekturen ordnen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunActions</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <extracomment>An undo step; %n runs.</extracomment>
        <translation>
            <numerusform>%n Lauf löschen</numerusform>
            <numerusform>%n Läufe löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n run(s)</source>
        <translation>
            <numerusform>%n Lauf wiederherstellen</numerusform>
            <numerusform>%n Läufe wiederherstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>tags and note of run %1</source>
        <extracomment>An undo step; %1 is the number of a run.</extracomment>
        <translation>Schlagwörter und Notiz von Lauf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted, with their candidates.</source>
        <extracomment>%n runs were put into the bin.</extracomment>
        <translation>
            <numerusform>%n Lauf mit seinen Kandidaten gelöscht.</numerusform>
            <numerusform>%n Läufe mit ihren Kandidaten gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>A button: takes back what was done last.</extracomment>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Empty bin</source>
        <translation>Papierkorb leeren</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) and their candidates, histories and checkpoints are removed for good. Measurements stay.</source>
        <translation>
            <numerusform>%n Lauf wird mit seinen Kandidaten, Verläufen und Sicherungspunkten endgültig entfernt. Messungen bleiben erhalten.</numerusform>
            <numerusform>%n Läufe werden mit ihren Kandidaten, Verläufen und Sicherungspunkten endgültig entfernt. Messungen bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Endgültig entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunCompareDialog</name>
    <message>
        <source>Only &amp;differences</source>
        <translation>&amp;Nur Unterschiede</translation>
    </message>
    <message>
        <source>Compare configurations</source>
        <translation>Konfigurationen vergleichen</translation>
    </message>
    <message>
        <source>Fields of the compared runs</source>
        <translation>Felder der verglichenen Läufe</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>Column: %1 is the number of a run.</extracomment>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>The configurations are the same.</source>
        <translation>Die Konfigurationen sind gleich.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunOverlay</name>
    <message>
        <source>Run %1: %2</source>
        <extracomment>Menu: %1 the number of a run, %2 its title.</extracomment>
        <translation>Lauf %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>Mehr als %n lässt sich nicht unterscheiden: zuerst einen wegnehmen</numerusform>
            <numerusform>Mehr als %n lassen sich nicht unterscheiden: zuerst einen wegnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>run %1 (%2), %3 of %4 on the front</source>
        <extracomment>Legend: %1 the number of a run, %2 its kind, %3 of %4 cells of the front of all runs are its own.</extracomment>
        <translation>Lauf %1 (%2), %3 von %4 auf der Front</translation>
    </message>
    <message>
        <source>O&amp;verlay</source>
        <extracomment>A button with a menu: the fronts of single runs and of other devices beside the front.</extracomment>
        <translation>Ü&amp;berlagern</translation>
    </message>
    <message>
        <source>Runs</source>
        <extracomment>Heading in a menu: the fronts of single runs.</extracomment>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>The fronts of single runs, and of the same candidates on other devices, beside this one</source>
        <translation>Die Fronten einzelner Läufe und derselben Kandidaten auf anderen Geräten neben dieser</translation>
    </message>
    <message>
        <source>The candidates of this front come from one run and are known on one device</source>
        <translation>Die Kandidaten dieser Front stammen aus einem Lauf und sind auf einem Gerät bekannt</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunsModel</name>
    <message>
        <source>Run</source>
        <extracomment>Column: the number of a run.</extracomment>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Job</source>
        <extracomment>Column: the kind of job.</extracomment>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Column: words that the user gave to a run.</extracomment>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>%1 (step of run %2)</source>
        <extracomment>%1 a run&apos;s title, %2 the number of the run that it is a part of.</extracomment>
        <translation>%1 (Schritt von Lauf %2)</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunsView</name>
    <message>
        <source>&amp;Bin</source>
        <translation>&amp;Papierkorb</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>Schlag&amp;wörter</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Search in runs</source>
        <translation>In Läufen suchen</translation>
    </message>
    <message>
        <source>Search in runs; tag:word looks in tags alone</source>
        <translation>In Läufen suchen; tag:Wort durchsucht nur Schlagwörter</translation>
    </message>
    <message>
        <source>Shows deleted runs, which can be restored</source>
        <translation>Zeigt gelöschte Läufe, die wiederhergestellt werden können</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Tags of the run</source>
        <translation>Schlagwörter des Laufs</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Note on the run</source>
        <translation>Notiz zum Lauf</translation>
    </message>
    <message>
        <source>&amp;Resume run</source>
        <translation>Lauf f&amp;ortsetzen</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>Dupli&amp;zieren…</translation>
    </message>
    <message>
        <source>Starts the same job again, with changes</source>
        <translation>Startet denselben Auftrag erneut, mit Änderungen</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>Verglei&amp;chen…</translation>
    </message>
    <message>
        <source>What differs in the configurations of the selected runs</source>
        <translation>Worin sich die Konfigurationen der ausgewählten Läufe unterscheiden</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ordner &amp;öffnen</translation>
    </message>
    <message>
        <source>The folder of the project file</source>
        <translation>Der Ordner der Projektdatei</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Empty bin…</source>
        <translation>Papierkorb l&amp;eeren…</translation>
    </message>
    <message>
        <source>Removes the deleted runs for good, with their candidates</source>
        <translation>Entfernt die gelöschten Läufe endgültig, mit ihren Kandidaten</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <extracomment>A button: takes deleted runs out of the bin.</extracomment>
        <translation>W&amp;iederherstellen</translation>
    </message>
    <message>
        <source>Takes the selected runs out of the bin</source>
        <translation>Holt die ausgewählten Läufe aus dem Papierkorb</translation>
    </message>
    <message>
        <source>Puts the selected runs into the bin; can be undone</source>
        <translation>Legt die ausgewählten Läufe in den Papierkorb; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Continues an interrupted or failed run from its last checkpoint</source>
        <translation>Setzt einen unterbrochenen oder fehlgeschlagenen Lauf ab seinem letzten Sicherungspunkt fort</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>L&amp;äufe</translation>
    </message>
    <message>
        <source>No run was deleted.</source>
        <translation>Kein Lauf wurde gelöscht.</translation>
    </message>
    <message>
        <source>Choose one run.</source>
        <translation>Einen Lauf wählen.</translation>
    </message>
    <message>
        <source>Restore the run first.</source>
        <translation>Den Lauf zuerst wiederherstellen.</translation>
    </message>
    <message>
        <source>Only an interrupted run can be continued, or a failed one that may work now.</source>
        <translation>Nur ein unterbrochener Lauf kann fortgesetzt werden, oder ein gescheiterter, der jetzt gelingen kann.</translation>
    </message>
    <message>
        <source>Choose two runs or more.</source>
        <translation>Zwei Läufe oder mehr wählen.</translation>
    </message>
    <message>
        <source>Choose runs first.</source>
        <translation>Zuerst Läufe wählen.</translation>
    </message>
    <message>
        <source>No runs yet. Start with “Measure”.</source>
        <translation>Noch keine Läufe. Beginnen Sie mit „Messen“.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SearchView</name>
    <message>
        <source>Losses of the search</source>
        <translation>Verluste der Suche</translation>
    </message>
    <message>
        <source>Step</source>
        <extracomment>%1 of %2: steps of a search.</extracomment>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Cross-entropy (nats)</source>
        <translation>Kreuzentropie (Nats)</translation>
    </message>
    <message>
        <source>Run %1 at its last epoch</source>
        <extracomment>%1 is the number of a run. The cell that a search ended an epoch with.</extracomment>
        <translation>Lauf %1 in seiner letzten Epoche</translation>
    </message>
    <message>
        <source>Now, epoch %1 of %2; edges as thick as their weight</source>
        <extracomment>%1 of %2: epochs of a search. The cell that the search would end with now.</extracomment>
        <translation>Jetzt, Epoche %1 von %2; Kanten so dick wie ihr Gewicht</translation>
    </message>
    <message>
        <source>error: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>Warnung: </translation>
    </message>
    <message>
        <source>No search yet.
Measure, fit, then press Search.</source>
        <translation>Noch keine Suche.
Messen, anpassen, dann „Suchen“ wählen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>α entropy</source>
        <translation>α-Entropie</translation>
    </message>
    <message>
        <source>Skip connections</source>
        <translation>Skip-Verbindungen</translation>
    </message>
    <message>
        <source>Time a step</source>
        <translation>Zeit je Schritt</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>%1 is the number of a run.</extracomment>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>No search yet.</source>
        <translation>Noch keine Suche.</translation>
    </message>
    <message>
        <source>Losses</source>
        <extracomment>Tab: how the losses of a search fall.</extracomment>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Exploration</source>
        <extracomment>Tab: the trainings of an exploration.</extracomment>
        <translation>Erkundung</translation>
    </message>
    <message>
        <source>Measuring</source>
        <extracomment>Tab: latencies as they are measured.</extracomment>
        <translation>Messung</translation>
    </message>
    <message>
        <source>The search runs. Its losses appear here with its first steps.</source>
        <translation>Die Suche läuft. Ihre Verluste erscheinen hier mit den ersten Schritten.</translation>
    </message>
    <message>
        <source>Job&amp;s</source>
        <extracomment>View: jobs while they run.</extracomment>
        <translation>Auft&amp;räge</translation>
    </message>
    <message>
        <source>Click a training to see its cell.</source>
        <translation>Auf ein Training klicken, um seine Zelle zu sehen.</translation>
    </message>
    <message>
        <source>The cell of a search will stand here.</source>
        <translation>Hier wird die Zelle einer Suche stehen.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SettingsDialog</name>
    <message>
        <source>&amp;Notify when a long job ends</source>
        <translation>&amp;Benachrichtigen, wenn ein langer Auftrag endet</translation>
    </message>
    <message>
        <source>Keep the computer &amp;awake while a job runs</source>
        <translation>Computer &amp;wach halten, solange ein Auftrag läuft</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>Instead of the number 0: as many cores as there are.</extracomment>
        <translation>alle</translation>
    </message>
    <message>
        <source>synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER</source>
        <translation>synthetic, cifar10:ORDNER, cifar100:ORDNER oder folder:ORDNER</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>C&amp;ores for jobs</source>
        <translation>&amp;Kerne für Aufträge</translation>
    </message>
    <message>
        <source>&amp;Images of new searches</source>
        <translation>Bilder &amp;neuer Suchen</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>A button: shows a folder in the file manager.</extracomment>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Folder with images</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Maximum number of CPU cores for jobs. Takes effect when the next worker starts.</source>
        <translation>Höchstzahl der Prozessorkerne für Aufträge. Wirkt ab dem nächsten Arbeitsprozess.</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Hoher Kontrast, hell</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>Hoher Kontrast, dunkel</translation>
    </message>
    <message>
        <source> %</source>
        <extracomment>Unit behind a number: per cent.</extracomment>
        <translation> %</translation>
    </message>
    <message>
        <source>Size of all text, compared with the desktop&apos;s</source>
        <translation>Größe aller Texte, verglichen mit der des Desktops</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>A folder with images that is on this computer</source>
        <translation>Ein Ordner mit Bildern auf diesem Rechner</translation>
    </message>
    <message>
        <source>&amp;Fetch…</source>
        <translation>&amp;Herunterladen…</translation>
    </message>
    <message>
        <source>Download a published data set</source>
        <translation>Einen veröffentlichten Datensatz herunterladen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>next candidate along the front</source>
        <translation>nächster Kandidat entlang der Front</translation>
    </message>
    <message>
        <source>λ slider and λ path</source>
        <translation>λ-Regler und λ-Pfad</translation>
    </message>
    <message>
        <source>a little; choice by choice on the path</source>
        <translation>ein wenig; auf dem Pfad von Wahl zu Wahl</translation>
    </message>
    <message>
        <source>to the next choice</source>
        <translation>zur nächsten Wahl</translation>
    </message>
    <message>
        <source>λ = 0: accuracy alone</source>
        <translation>λ = 0: nur Genauigkeit</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>zoomen</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>zoom back</source>
        <translation>Zoom zurück</translation>
    </message>
    <message>
        <source>show everything</source>
        <translation>alles zeigen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SizeFilterDialog</name>
    <message>
        <source>any number</source>
        <translation>beliebig viele</translation>
    </message>
    <message>
        <source> thousand</source>
        <extracomment>Unit after a number: thousands of parameters.</extracomment>
        <translation> Tausend</translation>
    </message>
    <message>
        <source> million</source>
        <extracomment>Unit after a number: millions of multiply-adds.</extracomment>
        <translation> Millionen</translation>
    </message>
    <message>
        <source>Show candidates up to a size</source>
        <translation>Kandidaten bis zu einer Größe zeigen</translation>
    </message>
    <message>
        <source> KiB</source>
        <extracomment>Unit after a number: 1024 bytes.</extracomment>
        <translation> KiB</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>beliebig viel</translation>
    </message>
    <message>
        <source>Peak memory of the activations for one float32 image, without the weights</source>
        <translation>Höchster Speicherbedarf der Aktivierungen für ein Bild in float32, ohne die Gewichte</translation>
    </message>
    <message>
        <source>Maximum &amp;parameters</source>
        <translation>Höchstzahl der &amp;Parameter</translation>
    </message>
    <message>
        <source>Maximum &amp;multiply-adds</source>
        <translation>Höchstzahl der &amp;Multiplikationen mit Addition</translation>
    </message>
    <message>
        <source>Maximum &amp;activation memory</source>
        <translation>Höchster Speicherbedarf der &amp;Aktivierungen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::StepButton</name>
    <message>
        <source>Step %1: %2</source>
        <extracomment>For screen readers: a numbered step of the path from a measurement to a network.</extracomment>
        <translation>Schritt %1: %2</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::Tour</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>Rundgang durchs Fenster</translation>
    </message>
    <message>
        <source>&amp;End tour</source>
        <extracomment>A button: ends the tour of the window.</extracomment>
        <translation>Rundgang &amp;beenden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2: places of a tour.</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <extracomment>A button: ends the tour after its last place.</extracomment>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::TradeoffView</name>
    <message>
        <source>A search needs a predictor first.</source>
        <translation>Eine Suche braucht zuerst einen Prädiktor.</translation>
    </message>
    <message>
        <source>A job is running. Measure when it has ended.</source>
        <translation>Ein Auftrag läuft. Messen Sie, wenn er beendet ist.</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>&amp;Front</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>A button: the candidates as a table under the front.</extracomment>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The candidates as a table: filter, sort, choose several</source>
        <translation>Die Kandidaten als Tabelle: filtern, sortieren, mehrere wählen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::TuningView</name>
    <message>
        <source>&amp;Tune</source>
        <extracomment>A button: start tuning operators for the accelerator.</extracomment>
        <translation>Tu&amp;ning starten</translation>
    </message>
    <message>
        <source>Tuned operator</source>
        <translation>Getunter Operator</translation>
    </message>
    <message>
        <source>Finds the best schedules of the chosen network&apos;s operators on the simulated VTA.</source>
        <translation>Findet die besten Ablaufpläne für die Operatoren des gewählten Netzes auf dem simulierten VTA.</translation>
    </message>
    <message>
        <source>Settings of tuning</source>
        <translation>Tuning-Einstellungen</translation>
    </message>
    <message>
        <source>Best found against measurements</source>
        <translation>Bestes Ergebnis nach Zahl der Messungen</translation>
    </message>
    <message>
        <source>Measurements, failed builds included</source>
        <translation>Messungen, fehlgeschlagene Builds eingeschlossen</translation>
    </message>
    <message>
        <source>Best found (ms, simulated)</source>
        <translation>Bestes Ergebnis (ms, simuliert)</translation>
    </message>
    <message>
        <source>Map of the configuration space</source>
        <translation>Karte des Konfigurationsraums</translation>
    </message>
    <message>
        <source>Tile height × width</source>
        <translation>Kachelhöhe × Kachelbreite</translation>
    </message>
    <message>
        <source>Channel tiles × threads</source>
        <translation>Kanalkacheln × Threads</translation>
    </message>
    <message>
        <source>Configuration</source>
        <extracomment>The number of a point in the space of schedules.</extracomment>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Nothing is tuned yet. “Tune” finds the best schedules of a network&apos;s operators
on the simulated VTA; measuring on vta/pynq/cpu tunes them too.</source>
        <translation>Noch nichts getunt. „Tuning starten“ findet die besten Ablaufpläne für die Operatoren eines Netzes
auf dem simulierten VTA; auch Messen auf vta/pynq/cpu tunt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%1: median and quartiles of %n tunings</source>
        <translation>
            <numerusform>%1: Median und Quartile von %n Tuning</numerusform>
            <numerusform>%1: Median und Quartile von %n Tunings</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A kind of configuration and how many there are of it.</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>small: not tried</source>
        <translation>klein: nicht versucht</translation>
    </message>
    <message>
        <source>Input buffer</source>
        <translation>Eingabepuffer</translation>
    </message>
    <message>
        <source>Weight buffer</source>
        <translation>Gewichtspuffer</translation>
    </message>
    <message>
        <source>Accumulators</source>
        <translation>Akkumulatoren</translation>
    </message>
    <message>
        <source>Micro-ops</source>
        <translation>Mikro-Ops</translation>
    </message>
    <message>
        <source>Best schedule found</source>
        <translation>Bester gefundener Ablaufplan</translation>
    </message>
    <message>
        <source>Chosen schedule</source>
        <translation>Gewählter Ablaufplan</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Time, simulated</source>
        <translation>Zeit, simuliert</translation>
    </message>
    <message>
        <source>Load unit busy</source>
        <translation>Auslastung der Ladeeinheit</translation>
    </message>
    <message>
        <source>Compute unit busy</source>
        <translation>Auslastung der Recheneinheit</translation>
    </message>
    <message>
        <source>Store unit busy</source>
        <translation>Auslastung der Speichereinheit</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Probiert</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Invalid of these</source>
        <translation>Davon ungültig</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>Valid of these</source>
        <translation>Davon gültig</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <extracomment>A part of a network&apos;s time; %1 where, %2 how long, %3 its share.</extracomment>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>Whole network, simulated: %1</source>
        <extracomment>%1 is a latency.</extracomment>
        <translation>Ganzes Netz, simuliert: %1</translation>
    </message>
    <message>
        <source>VTA</source>
        <translation>VTA</translation>
    </message>
    <message>
        <source>Host CPU</source>
        <extracomment>The processor beside the accelerator.</extracomment>
        <translation>Host-CPU</translation>
    </message>
    <message>
        <source>Layout changes</source>
        <translation>Layoutwechsel</translation>
    </message>
    <message>
        <source>Configuration %1: %2</source>
        <extracomment>%1 the number of a configuration, %2 its schedule.</extracomment>
        <translation>Konfiguration %1: %2</translation>
    </message>
    <message>
        <source>The accelerator that this operator was tuned for is not available: its configuration file is missing or has changed.</source>
        <translation>Der Beschleuniger, für den dieser Operator getunt wurde, ist nicht verfügbar: seine Konfigurationsdatei fehlt oder wurde geändert.</translation>
    </message>
    <message>
        <source>No valid configuration was found yet.</source>
        <translation>Noch keine gültige Konfiguration gefunden.</translation>
    </message>
    <message>
        <source>VTA &amp;tuning</source>
        <extracomment>View: tuning operators for the VTA accelerator.</extracomment>
        <translation>VTA-&amp;Tuning</translation>
    </message>
    <message>
        <source>Every schedule of an operator will stand here, valid or not.</source>
        <translation>Hier wird jeder Ablaufplan eines Operators stehen, gültig oder nicht.</translation>
    </message>
    <message>
        <source>The only operator that is tuned</source>
        <translation>Der einzige abgestimmte Operator</translation>
    </message>
    <message>
        <source>Nothing is tuned yet.</source>
        <translation>Noch nichts ist abgestimmt.</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WelcomePage</name>
    <message>
        <source>Find the neural network that is both accurate and fast on the hardware it will run on: measure this computer, let the search pay for latency, and walk along the trade-offs it found.</source>
        <translation>Finden Sie das neuronale Netz, das auf seiner Zielhardware zugleich genau und schnell ist: diesen Computer messen, die Suche für Latenz bezahlen lassen und die gefundenen Kompromisse entlanggehen.</translation>
    </message>
    <message>
        <source>Guided first &amp;run</source>
        <translation>Geführter erster &amp;Lauf</translation>
    </message>
    <message>
        <source>Makes a project and runs everything once with small settings, about five minutes on two cores.</source>
        <translation>Legt ein Projekt an und führt alles einmal mit kleinen Einstellungen aus, etwa fünf Minuten auf zwei Kernen.</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>An empty project; each step when you want it.</source>
        <translation>Ein leeres Projekt; jeder Schritt, wann Sie möchten.</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt &amp;öffnen…</translation>
    </message>
    <message>
        <source>Look at the &amp;sample</source>
        <translation>Beis&amp;piel ansehen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Including one in which a terminal is searching right now.</source>
        <translation>Auch eines, in dem gerade ein Terminal sucht.</translation>
    </message>
    <message>
        <source>A project with stored results of real runs, to explore without waiting. Read-only.</source>
        <translation>Ein Projekt mit gespeicherten Ergebnissen echter Läufe, zum Erkunden ohne Wartezeit. Schreibgeschützt.</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WhatIf</name>
    <message>
        <source>input %1</source>
        <extracomment>What if this edge read another node? %1 is the node.</extracomment>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>reset</source>
        <extracomment>Undo text: all changes were taken back.</extracomment>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WhatIfPanel</name>
    <message>
        <source>&amp;Measure it</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>&amp;Train it</source>
        <translation>Traini&amp;eren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Latency before and after the change, on every setting</source>
        <translation>Latenz vor und nach der Änderung, auf jeder Einstellung</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Trains the changed cell with the settings of the step “Train”</source>
        <translation>Trainiert die geänderte Zelle mit den Einstellungen des Schritts „Trainieren“</translation>
    </message>
    <message>
        <source>&lt;b&gt;What if&lt;/b&gt; the cell were as drawn</source>
        <translation>&lt;b&gt;Was wäre, wenn&lt;/b&gt; die Zelle wie gezeichnet wäre</translation>
    </message>
    <message>
        <source>&lt;b&gt;What if&lt;/b&gt;: unchanged</source>
        <translation>&lt;b&gt;Was wäre, wenn&lt;/b&gt;: unverändert</translation>
    </message>
    <message>
        <source>No predictor for this setting and network</source>
        <translation>Kein Prädiktor für diese Einstellung und dieses Netz</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Score &amp;it</source>
        <translation>Be&amp;werten</translation>
    </message>
    <message>
        <source>Scores the cell before and after the change with the weights of the newest search. A hint: only training shows what a cell is worth.</source>
        <translation>Bewertet die Zelle vor und nach der Änderung mit den Gewichten der neuesten Suche. Ein Hinweis: Was eine Zelle taugt, zeigt erst das Training.</translation>
    </message>
    <message>
        <source>Accuracy: unknown until it is scored or trained</source>
        <translation>Genauigkeit: unbekannt, bis bewertet oder trainiert wird</translation>
    </message>
    <message>
        <source>Accuracy: that of the candidate</source>
        <translation>Genauigkeit: die des Kandidaten</translation>
    </message>
    <message>
        <source>Times the changed cell on the current device</source>
        <translation>Misst die geänderte Zelle auf dem aktuellen Gerät</translation>
    </message>
</context>
</TS>
