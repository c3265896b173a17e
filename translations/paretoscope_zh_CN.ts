<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CellItem</name>
    <message>
        <source>out</source>
        <extracomment>The output of a cell; at most five letters fit.</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <extracomment>%1 an operation, %2 and %3 the nodes that it connects.</extracomment>
        <translation>%1：从 %2 到 %3</translation>
    </message>
</context>
<context>
    <name>CompareTables</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 a difference in milliseconds, %2 the same as a share.</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 an accuracy, %2 how it is known (&quot;trained&quot;).</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 points</source>
        <extracomment>A difference of two accuracies in percentage points; %1 is the number with its sign.</extracomment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <extracomment>MACs are multiply-accumulate operations of one image.</extracomment>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Activations (bytes)</source>
        <translation>激活（字节）</translation>
    </message>
    <message>
        <source>stem, head and joins</source>
        <translation>起始层、头部与连接处</translation>
    </message>
    <message>
        <source>not from single edges</source>
        <translation>并非来自单条边</translation>
    </message>
    <message>
        <source>How operations work together, and which edges there are at all</source>
        <translation>操作之间的相互作用，以及存在哪些边</translation>
    </message>
    <message>
        <source>whole network, predicted</source>
        <translation>整个网络，预测</translation>
    </message>
    <message>
        <source>neither has been scored or trained</source>
        <translation>两者均未评分或训练</translation>
    </message>
</context>
<context>
    <name>CompareText</name>
    <message>
        <source>Searched at λ %1 for %2 (run %3)</source>
        <extracomment>A cell that a search ended with: %1 its price of latency, %2 a device setting, %3 the run&apos;s number.</extracomment>
        <translation>在 λ %1 下为 %2 搜索（运行 %3）</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <extracomment>%1 is a candidate&apos;s number.</extracomment>
        <translation>候选 %1</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <extracomment>A cell from a paper; %1 is its name.</extracomment>
        <translation>已发表：%1</translation>
    </message>
    <message>
        <source>Candidate %1, on the front</source>
        <extracomment>%1 is a candidate&apos;s number.</extracomment>
        <translation>候选 %1，在前沿上</translation>
    </message>
</context>
<context>
    <name>DeviceText</name>
    <message>
        <source>CUDA graph</source>
        <extracomment>A way of running a network on a GPU: all its operations recorded once.</extracomment>
        <translation>CUDA 图</translation>
    </message>
    <message>
        <source>batch %1</source>
        <extracomment>%1 images in one run.</extracomment>
        <translation>批量 %1</translation>
    </message>
    <message>
        <source>CPU</source>
        <extracomment>The processor of a computer.</extracomment>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>这台计算机</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>imported table</source>
        <translation>导入的表格</translation>
    </message>
    <message>
        <source>another computer: %1</source>
        <translation>另一台计算机：%1</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>不在本机</translation>
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
        <translation>已测量 %1 / %2</translation>
    </message>
    <message>
        <source>scored %1 of %2</source>
        <translation>已评分 %1 / %2</translation>
    </message>
    <message>
        <source>fitting to %1 architectures</source>
        <translation>正在拟合 %1 个架构</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>已拟合</translation>
    </message>
    <message>
        <source>warm-up, step %1 of %2</source>
        <translation>预热，第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>λ %1, step %2 of %3</source>
        <translation>λ %1，第 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>%1 (%2 trainings so far)</source>
        <translation>%1（至今 %2 次训练）</translation>
    </message>
    <message>
        <source>training 1 cell for %1 steps</source>
        <translation>正在训练 1 个单元，%1 步</translation>
    </message>
    <message>
        <source>training %1 cells for %2 steps</source>
        <translation>正在训练 %1 个单元，%2 步</translation>
    </message>
    <message>
        <source>training %1 networks to step %2</source>
        <translation>正在训练 %1 个网络至第 %2 步</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>正在写入 %1</translation>
    </message>
    <message>
        <source>written and read back: %1</source>
        <translation>已写入并读回：%1</translation>
    </message>
    <message>
        <source>measure %1 architectures on %2, %3</source>
        <translation>在 %2 上测量 %1 个架构，%3</translation>
    </message>
    <message>
        <source>measure %1 chosen cells on %2, %3</source>
        <translation>在 %2 上测量 %1 个选定单元，%3</translation>
    </message>
    <message>
        <source>measure and train the front of %1 on %2</source>
        <translation>在 %2 上测量并训练%1的前沿</translation>
    </message>
    <message>
        <source>measure and train the front of %1</source>
        <translation>测量并训练%1的前沿</translation>
    </message>
    <message>
        <source>the newest exploration</source>
        <translation>最新探索</translation>
    </message>
    <message>
        <source>measuring the front</source>
        <translation>测量前沿</translation>
    </message>
    <message>
        <source>training the front</source>
        <translation>训练前沿</translation>
    </message>
    <message>
        <source>fit %1, %2</source>
        <translation>拟合 %1，%2</translation>
    </message>
    <message>
        <source>explore %1, %2 minutes</source>
        <translation>探索 %1，%2 分钟</translation>
    </message>
    <message>
        <source>search %1 λ %2</source>
        <translation>搜索 %1，λ %2</translation>
    </message>
    <message>
        <source>search %1 target %2</source>
        <translation>搜索 %1，目标 %2</translation>
    </message>
    <message>
        <source>train %1 cells for %2 steps, %3</source>
        <translation>训练 %1 个单元，%2 步，%3</translation>
    </message>
    <message>
        <source>score 1 cell with the weights of search %1</source>
        <translation>用搜索 %1 的权重为 1 个单元评分</translation>
    </message>
    <message>
        <source>score %1 cells with the weights of search %2</source>
        <translation>用搜索 %2 的权重为 %1 个单元评分</translation>
    </message>
    <message>
        <source>tune the operators of %1 on %2</source>
        <translation>在 %2 上调优 %1 的算子</translation>
    </message>
    <message>
        <source>tune %1 on %2</source>
        <translation>在 %2 上调优 %1</translation>
    </message>
    <message>
        <source>export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>pipeline to %1: %2</source>
        <translation>全部流程，输出到 %1：%2</translation>
    </message>
    <message>
        <source>trained %1 steps, %2</source>
        <translation>训练 %1 步，%2</translation>
    </message>
    <message>
        <source>one-shot, supernet of %1 steps (%2, seed %3)</source>
        <translation>one-shot，超网络 %1 步（%2，种子 %3）</translation>
    </message>
    <message>
        <source>live λ</source>
        <translation>实时 λ</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>目标 %1</translation>
    </message>
    <message>
        <source>imported: %1 of %2</source>
        <translation>导入：%2 的 %1</translation>
    </message>
    <message>
        <source>measuring random architectures</source>
        <translation>正在测量随机架构</translation>
    </message>
    <message>
        <source>fitting the latency predictor</source>
        <translation>正在拟合延迟预测器</translation>
    </message>
    <message>
        <source>searching for cells to propose</source>
        <translation>正在搜索待提议的单元</translation>
    </message>
    <message>
        <source>exploring</source>
        <translation>正在探索</translation>
    </message>
    <message>
        <source>measuring the chosen cells</source>
        <translation>正在测量选定的单元</translation>
    </message>
    <message>
        <source>training them for equal steps</source>
        <translation>以相同步数训练它们</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Other programs keep %1 of %2 processors busy; measuring needs %3 of them undisturbed. Latencies will be noisier: close what can be closed.</source>
        <translation>其他程序占用了 %2 个处理器中的 %1 个；测量需要其中 %3 个不受干扰。延迟的噪声会更大：请关闭可以关闭的程序。</translation>
    </message>
    <message>
        <source>%1, CIFAR augmentation</source>
        <translation>%1，CIFAR 数据增强</translation>
    </message>
    <message>
        <source>%1, ImageNet augmentation</source>
        <translation>%1，ImageNet 数据增强</translation>
    </message>
    <message>
        <source>%1, no augmentation</source>
        <translation>%1，无数据增强</translation>
    </message>
    <message>
        <source>explore %1, budget %2 short trainings</source>
        <translation>探索 %1，预算为 %2 次短训练</translation>
    </message>
    <message>
        <source>The project&apos;s measurements on %1 were taken on &apos;%2&apos;, now it is &apos;%3&apos;; together they would mean nothing. Measure in a new project; a profile carries the old ones there (profile export, import).</source>
        <translation>本项目在 %1 上的测量是在“%2”上完成的，而现在是“%3”；混在一起就没有意义。请在新项目中测量；旧的测量可用设备配置文件带过去。</translation>
    </message>
    <message>
        <source>measure 1 chosen cell on %1, %2</source>
        <translation>在 %1 上测量 1 个选定单元，%2</translation>
    </message>
    <message>
        <source>train 1 cell for %1 steps, %2</source>
        <translation>训练 1 个单元，%1 步，%2</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This name is not known.</source>
        <translation>名称未知。</translation>
    </message>
    <message>
        <source>A value is outside its range.</source>
        <translation>值超出范围。</translation>
    </message>
    <message>
        <source>This is not a valid genotype.</source>
        <translation>这不是有效的基因型。</translation>
    </message>
    <message>
        <source>A network of this shape cannot be built.</source>
        <translation>无法构建这种形状的网络。</translation>
    </message>
    <message>
        <source>The data cannot be used.</source>
        <translation>数据无法使用。</translation>
    </message>
    <message>
        <source>The file was not found.</source>
        <translation>找不到文件。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>Another process is writing to this project.</source>
        <translation>另一个进程正在写入此项目。</translation>
    </message>
    <message>
        <source>The project file is damaged.</source>
        <translation>项目文件已损坏。</translation>
    </message>
    <message>
        <source>The project comes from a newer version of this program.</source>
        <translation>该项目由此程序的更新版本创建。</translation>
    </message>
    <message>
        <source>The project can only be read.</source>
        <translation>该项目为只读。</translation>
    </message>
    <message>
        <source>The project wants to do something outside of itself.</source>
        <translation>该项目想在自身之外执行操作。</translation>
    </message>
    <message>
        <source>There is not enough data.</source>
        <translation>数据不足。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>No architecture reaches this target.</source>
        <translation>没有架构能达到此目标。</translation>
    </message>
    <message>
        <source>The device did not answer.</source>
        <translation>设备没有响应。</translation>
    </message>
    <message>
        <source>The job was interrupted.</source>
        <translation>作业已中断。</translation>
    </message>
    <message>
        <source>The engine failed.</source>
        <translation>引擎出错。</translation>
    </message>
    <message>
        <source>The project does not contain this.</source>
        <translation>项目中没有此内容。</translation>
    </message>
    <message>
        <source>The loss became NaN.</source>
        <translation>损失变为 NaN。</translation>
    </message>
    <message>
        <source>The worker sent an invalid message.</source>
        <translation>工作进程发送了无效消息。</translation>
    </message>
    <message>
        <source>The download failed.</source>
        <translation>下载失败。</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Normal: %1</source>
        <extracomment>An edge of the normal cell; %1 the nodes that it connects.</extracomment>
        <translation>普通：%1</translation>
    </message>
    <message>
        <source>Reduction: %1</source>
        <extracomment>An edge of the reduction cell; %1 the nodes that it connects.</extracomment>
        <translation>缩减：%1</translation>
    </message>
</context>
<context>
    <name>FrontCloud</name>
    <message>
        <source>random or given</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>随机或给定</translation>
    </message>
    <message>
        <source>searched or explored</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>搜索或探索所得</translation>
    </message>
    <message>
        <source>published</source>
        <extracomment>Legend: who proposed a candidate.</extracomment>
        <translation>已发表</translation>
    </message>
    <message>
        <source>search result</source>
        <extracomment>Legend: who proposed a candidate; it is a search&apos;s result.</extracomment>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>one-shot</source>
        <translation>one-shot</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>实测</translation>
    </message>
    <message>
        <source>latency predicted</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>预测延迟</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>Legend entry: %1 who proposed the candidate, %2 provenance of its numbers.</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>estimated, not trained</source>
        <extracomment>Legend: cells whose accuracy is learnt from the trainings of others.</extracomment>
        <translation>估计值，未训练</translation>
    </message>
    <message>
        <source>latency simulated</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>模拟延迟</translation>
    </message>
    <message>
        <source>latency imported</source>
        <extracomment>Legend: provenance of a latency.</extracomment>
        <translation>导入延迟</translation>
    </message>
</context>
<context>
    <name>GuidedPath</name>
    <message>
        <source>Fit</source>
        <extracomment>A button: fit the latency predictor.</extracomment>
        <translation>拟合</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>A button: search for cells.</extracomment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Choose</source>
        <extracomment>A button: choose a candidate with λ.</extracomment>
        <translation>选择</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>A button: train the cells found.</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Export ONNX…</source>
        <translation>导出 ONNX…</translation>
    </message>
    <message>
        <source>Tune for the VTA</source>
        <translation>为 VTA 调优</translation>
    </message>
    <message>
        <source>Explore</source>
        <extracomment>A button: train few cells briefly and learn from them which ones are good.</extracomment>
        <translation>探索</translation>
    </message>
    <message>
        <source>Measure and train the front</source>
        <extracomment>A menu entry: cells on the front are measured and trained instead of predicted.</extracomment>
        <translation>测量并训练前沿</translation>
    </message>
    <message>
        <source>Measure</source>
        <extracomment>A button: time architectures on the current device.</extracomment>
        <translation>测量</translation>
    </message>
</context>
<context>
    <name>HtmlReport</name>
    <message>
        <source>Front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>No candidate has an accuracy and a latency yet.</source>
        <translation>还没有候选同时具备准确率和延迟。</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>latency is</source>
        <translation>延迟来源</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>accuracy is</source>
        <translation>准确率来源</translation>
    </message>
    <message>
        <source>Cross-entropy (nats)</source>
        <translation>交叉熵（nats）</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Genotype</source>
        <translation>基因型</translation>
    </message>
    <message>
        <source>Chosen cell: candidate %1</source>
        <translation>所选单元：候选 %1</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>没有测量任何内容。</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>设备配置</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量次数</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构数</translation>
    </message>
    <message>
        <source>Sentinels</source>
        <translation>哨兵测量</translation>
    </message>
    <message>
        <source>First (UTC)</source>
        <translation>首次（UTC）</translation>
    </message>
    <message>
        <source>Last (UTC)</source>
        <translation>末次（UTC）</translation>
    </message>
    <message>
        <source>Latency predictors</source>
        <translation>延迟预测器</translation>
    </message>
    <message>
        <source>No predictor was fitted.</source>
        <translation>没有拟合预测器。</translation>
    </message>
    <message>
        <source>Mean error, held out</source>
        <translation>平均误差，留出集</translation>
    </message>
    <message>
        <source>within ±5 %</source>
        <translation>±5% 以内</translation>
    </message>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>噪声下限</translation>
    </message>
    <message>
        <source>τ ceiling</source>
        <translation>τ 上限</translation>
    </message>
    <message>
        <source>Baseline&apos;s error</source>
        <translation>基线误差</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Changed (UTC)</source>
        <translation>更改时间（UTC）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Where the numbers come from, and what they do not say</source>
        <translation>数据从何而来，以及不能说明什么</translation>
    </message>
    <message>
        <source>A latency is measured, predicted by a model fitted to measurements, simulated, or imported; the tables say which. Filled marks are measured and trained, hollow ones predicted or one-shot.</source>
        <translation>延迟可以是实测的、由根据测量拟合的模型预测的、仿真的或导入的；表格中注明了来源。实心标记表示实测且已训练，空心标记表示预测或 one-shot。</translation>
    </message>
    <message>
        <source>Accuracies of different protocols are never compared. A one-shot accuracy ranks cells of one supernet; it is no accuracy of a trained network.</source>
        <translation>不同协议的准确率从不相互比较。one-shot 准确率用于对同一超网络的单元排序；它不是训练后网络的准确率。</translation>
    </message>
    <message>
        <source>Latencies hold for the named device setting (hardware, runtime, threads, batch, number type) and the conditions at the time of measuring.</source>
        <translation>延迟仅适用于所注明的设备配置（硬件、运行时、线程数、批大小、数值类型）以及测量时的条件。</translation>
    </message>
    <message>
        <source>The VTA is a simulator for int8; its latencies were not measured on hardware.</source>
        <translation>VTA 是 int8 的仿真器；其延迟并非在硬件上测得。</translation>
    </message>
    <message>
        <source>Accuracy protocol</source>
        <translation>准确率协议</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>Written on %1 by Paretoscope %2 from %3. Runs: %4, candidates: %5.</source>
        <extracomment>%1 a date, %2 a version, %3 a file name, %4 and %5 counts.</extracomment>
        <translation>由 Paretoscope %2 根据 %3 写于 %1。运行：%4，候选：%5。</translation>
    </message>
    <message>
        <source>Accuracy %1, %2; latency %3, %4.</source>
        <extracomment>%1 an accuracy, %2 how it is known, %3 a latency, %4 how it is known.</extracomment>
        <translation>准确率 %1，%2；延迟 %3，%4。</translation>
    </message>
    <message>
        <source>An estimated accuracy is of a cell that was not trained: learnt from the trainings of others, with one standard deviation. A trained number takes its place once there is one.</source>
        <translation>估计的准确率属于未训练的单元：由其他单元的训练学得，附一个标准差。一旦有训练所得的数值，即以其取代。</translation>
    </message>
    <message>
        <source>Latency on %1; accuracy by the protocol “%2” (%3). Candidates: %4, of which on the front: %5.</source>
        <extracomment>%1 a device setting, %2 an accuracy protocol, %3 how its accuracies are known, %4 and %5 counts.</extracomment>
        <translation>%1 上的延迟；准确率按协议“%2”（%3）。候选：%4，其中在前沿上：%5。</translation>
    </message>
</context>
<context>
    <name>ImageSource</name>
    <message>
        <source>“%1” names no images. Write synthetic, cifar10, cifar100, or with a folder: cifar10:FOLDER, cifar100:FOLDER, folder:FOLDER.</source>
        <extracomment>%1 what was typed. The words in front of the colons are typed as they stand; FOLDER is any folder.</extracomment>
        <translation>“%1”不是任何图像数据。请写 synthetic、cifar10、cifar100，或带文件夹：cifar10:文件夹、cifar100:文件夹、folder:文件夹。</translation>
    </message>
    <message>
        <source>%1 is not on this computer. “Fetch…” downloads it.</source>
        <extracomment>%1 a data set such as CIFAR-10. “Fetch…” is the button with that name.</extracomment>
        <translation>本机没有 %1。可用“下载…”获取。</translation>
    </message>
    <message>
        <source>%1 is not in the folder %2.</source>
        <extracomment>%1 a data set such as CIFAR-10, %2 a folder.</extracomment>
        <translation>文件夹 %2 中没有 %1。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
</context>
<context>
    <name>JobOptions</name>
    <message>
        <source>Computed on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>auto, cpu, or a GPU by its number, such as gpu0</source>
        <translation>auto、cpu，或带编号的 GPU，例如 gpu0</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构数</translation>
    </message>
    <message>
        <source>Share measured twice</source>
        <translation>重复测量的比例</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Image size (pixels)</source>
        <translation>图像尺寸（像素）</translation>
    </message>
    <message>
        <source>First channels</source>
        <translation>初始通道数</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Search space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER</source>
        <translation>synthetic、cifar10:文件夹、cifar100:文件夹 或 folder:文件夹</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像数</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>设备配置</translation>
    </message>
    <message>
        <source>This computer where empty</source>
        <translation>留空则为本机</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>每步图像数</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按给定值</translation>
    </message>
    <message>
        <source>taken from the slider while it runs</source>
        <translation>运行时取自滑块</translation>
    </message>
    <message>
        <source>found for the target latency</source>
        <translation>按目标延迟求得</translation>
    </message>
    <message>
        <source>λ is</source>
        <translation>λ 取值</translation>
    </message>
    <message>
        <source>Prices λ, one search each</source>
        <translation>价格 λ，各搜索一次</translation>
    </message>
    <message>
        <source>Numbers with semicolons between them</source>
        <translation>多个数值以分号分隔</translation>
    </message>
    <message>
        <source>Target latency (ms)</source>
        <translation>目标延迟（ms）</translation>
    </message>
    <message>
        <source>Needed where λ is found for it</source>
        <translation>按目标求 λ 时必填</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>one half</source>
        <translation>二分之一</translation>
    </message>
    <message>
        <source>one quarter</source>
        <translation>四分之一</translation>
    </message>
    <message>
        <source>Channels searched</source>
        <translation>参与搜索的通道</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>what suits the search space</source>
        <translation>按搜索空间自动选择</translation>
    </message>
    <message>
        <source>an auxiliary skip (DARTS-minus)</source>
        <translation>辅助跳跃连接（DARTS-minus）</translation>
    </message>
    <message>
        <source>a penalty on α (β-DARTS)</source>
        <translation>对 α 的惩罚项（β-DARTS）</translation>
    </message>
    <message>
        <source>Guard against collapse</source>
        <translation>防止退化</translation>
    </message>
    <message>
        <source>Strength of the guard (0: its default)</source>
        <translation>防护强度（0：默认值）</translation>
    </message>
    <message>
        <source>Operations not to use</source>
        <translation>禁用的操作</translation>
    </message>
    <message>
        <source>Those that the target cannot run, such as sep_conv_5x5; dil_conv_5x5</source>
        <translation>目标设备无法运行的操作，例如 sep_conv_5x5; dil_conv_5x5</translation>
    </message>
    <message>
        <source>Most skip connections in a normal cell (0: any)</source>
        <translation>普通单元中跳跃连接上限（0：不限）</translation>
    </message>
    <message>
        <source>Stop at two skip connections where λ is 0</source>
        <translation>λ 为 0 时出现两个跳跃连接即停止</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>搜索步数</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Several rising numbers halve the field at each</source>
        <translation>多个递增的数：每到一个数淘汰一半</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Drop-path probability at the end</source>
        <translation>结束时的 drop-path 概率</translation>
    </message>
    <message>
        <source>Weight of the auxiliary head (0: none)</source>
        <translation>辅助头权重（0：无）</translation>
    </message>
    <message>
        <source>Cutout (pixels, 0: none)</source>
        <translation>Cutout（像素，0：无）</translation>
    </message>
    <message>
        <source>Training seeds</source>
        <translation>训练种子数</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>A built-in one (pynq, ultra96, zcu104, …) or a VTA configuration file (.json)</source>
        <translation>内置加速器（pynq、ultra96、zcu104……）或 VTA 配置文件（.json）</translation>
    </message>
    <message>
        <source>on the host CPU</source>
        <translation>在主机 CPU 上</translation>
    </message>
    <message>
        <source>in groups, on the VTA</source>
        <translation>分组，在 VTA 上</translation>
    </message>
    <message>
        <source>Depthwise convolutions</source>
        <translation>深度卷积</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Empty: those of the chosen candidate&apos;s network; else such as conv/1x64x56x56/64x3x3/s1/p1/g1</source>
        <translation>留空：所选候选网络的算子；否则例如 conv/1x64x56x56/64x3x3/s1/p1/g1</translation>
    </message>
    <message>
        <source>divisors</source>
        <translation>约数</translation>
    </message>
    <message>
        <source>divisors and powers of two</source>
        <translation>约数和 2 的幂</translation>
    </message>
    <message>
        <source>Tile sizes</source>
        <translation>分块大小</translation>
    </message>
    <message>
        <source>Tuners, compared if several</source>
        <translation>调优器（多个则进行比较）</translation>
    </message>
    <message>
        <source>random; autotvm; validity; classifier; static-filter; ours; ours-filtered</source>
        <translation>random; autotvm; validity; classifier; static-filter; ours; ours-filtered</translation>
    </message>
    <message>
        <source>Maximum measurements per operator</source>
        <translation>每个算子的最大测量次数</translation>
    </message>
    <message>
        <source>Tunings by each tuner</source>
        <translation>每个调优器的调优次数</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>调优</translation>
    </message>
    <message>
        <source>Stop after this many without improvement (0: never)</source>
        <translation>连续多少次无改进后停止（0：从不）</translation>
    </message>
    <message>
        <source>Wanted saving of latency</source>
        <translation>期望节省的延迟</translation>
    </message>
    <message>
        <source>Highest λ to choose at</source>
        <translation>选择时允许的最大 λ</translation>
    </message>
    <message>
        <source>Random cells trained beside</source>
        <translation>同时训练的随机单元数</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Whole pipeline</source>
        <translation>完整流程</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Trainings, instead of minutes</source>
        <translation>训练次数（代替分钟）</translation>
    </message>
    <message>
        <source>Latencies aimed at (ms)</source>
        <translation>目标延迟（毫秒）</translation>
    </message>
    <message>
        <source>The whole front where empty</source>
        <translation>留空则为整个前沿</translation>
    </message>
    <message>
        <source>Prices λ aimed at</source>
        <translation>目标价格 λ</translation>
    </message>
    <message>
        <source>Most parameters (0: any)</source>
        <translation>参数上限（0：不限）</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Search for cells to propose</source>
        <translation>先搜索以提出候选单元</translation>
    </message>
    <message>
        <source>The exploration&apos;s where empty</source>
        <translation>留空则用探索时的设置</translation>
    </message>
    <message>
        <source>Steps (0: as expected accuracies)</source>
        <translation>步数（0：与预期准确率相同）</translation>
    </message>
    <message>
        <source>Cells at most</source>
        <translation>最多单元数</translation>
    </message>
    <message>
        <source>Measure and train the front</source>
        <translation>测量并训练前沿</translation>
    </message>
    <message>
        <source>Scoring images</source>
        <translation>评分图像</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Largest norm of the gradient (0: any)</source>
        <translation>梯度的最大范数（0：不限）</translation>
    </message>
    <message>
        <source>Short, for this computer</source>
        <translation>简短，适合本机</translation>
    </message>
    <message>
        <source>DARTS, CIFAR evaluation</source>
        <translation>DARTS，CIFAR 评估</translation>
    </message>
    <message>
        <source>PC-DARTS, CIFAR evaluation</source>
        <translation>PC-DARTS，CIFAR 评估</translation>
    </message>
    <message>
        <source>PC-DARTS, ImageNet evaluation</source>
        <translation>PC-DARTS，ImageNet 评估</translation>
    </message>
    <message>
        <source>DARTS, CIFAR search</source>
        <translation>DARTS，CIFAR 搜索</translation>
    </message>
    <message>
        <source>PC-DARTS, CIFAR search</source>
        <translation>PC-DARTS，CIFAR 搜索</translation>
    </message>
    <message>
        <source>first</source>
        <translation>一阶</translation>
    </message>
    <message>
        <source>second</source>
        <translation>二阶</translation>
    </message>
    <message>
        <source>Order of the architecture’s gradient</source>
        <translation>架构梯度的阶数</translation>
    </message>
    <message>
        <source>Learning rate at the end</source>
        <translation>结束时的学习率</translation>
    </message>
    <message>
        <source>Learning rate of the architecture</source>
        <translation>架构的学习率</translation>
    </message>
    <message>
        <source>Weight decay of the architecture</source>
        <translation>架构的权重衰减</translation>
    </message>
    <message>
        <source>Steps between two checkpoints</source>
        <translation>两个检查点之间的步数</translation>
    </message>
    <message>
        <source>Momentum without Nesterov’s look ahead</source>
        <translation>不使用 Nesterov 前瞻的动量</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises</source>
        <translation>学习率上升阶段占总步数的比例</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>what suits the network</source>
        <translation>按网络自动选择</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>shift and flip (CIFAR)</source>
        <translation>平移和翻转（CIFAR）</translation>
    </message>
    <message>
        <source>crop, flip and colours (ImageNet)</source>
        <translation>裁剪、翻转和颜色变化（ImageNet）</translation>
    </message>
    <message>
        <source>Augmentation of the images</source>
        <translation>图像数据增强</translation>
    </message>
    <message>
        <source>Of all cells; of the few that matter. For a long final training: a quarter of its steps</source>
        <translation>所有单元的；以及少数关键单元的。若最终训练很长：取其步数的四分之一</translation>
    </message>
</context>
<context>
    <name>LensCloud</name>
    <message>
        <source>on the front: %1 or more</source>
        <extracomment>Legend: %1 a probability; how likely a candidate is on the front.</extracomment>
        <translation>位于前沿：%1 或以上</translation>
    </message>
    <message numerus="yes">
        <source>τ %1 overall, %2 among the %n most accurate</source>
        <extracomment>%1 and %2 correlations; %n candidates, the most accurate ones.</extracomment>
        <translation>
            <numerusform>τ 总体 %1，最准确的 %n 个中 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a latency there</source>
        <extracomment>%n candidates of the front, which are not drawn where the points travel to.</extracomment>
        <translation>
            <numerusform>%n 个在那里没有延迟</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasuredElsewhere</name>
    <message>
        <source>The measurements of this project on “%1” are of another computer (%2; this one has %3), and together they would mean nothing. Make a new project for this computer.</source>
        <extracomment>%1 a device setting, %2 and %3 processors or GPUs.</extracomment>
        <translation>本项目在“%1”上的测量来自另一台计算机（%2；本机为 %3），混在一起就没有意义。请为本机新建一个项目。</translation>
    </message>
    <message>
        <source>Nothing can be measured on “%1” here (%2). Choose a device of this computer above.</source>
        <extracomment>%1 a device setting, %2 where it stands, such as &quot;imported table&quot;.</extracomment>
        <translation>在此无法对“%1”进行测量（%2）。请在上方选择本机的设备。</translation>
    </message>
    <message>
        <source>Nothing can be measured on “%1” here: this computer has no NVIDIA GPU with a driver.</source>
        <translation>无法在此处测量“%1”：本计算机没有装有驱动程序的 NVIDIA GPU。</translation>
    </message>
</context>
<context>
    <name>MeritText</name>
    <message>
        <source>%1 ± %2 points against their mean (± 1 standard error).</source>
        <extracomment>%1 a difference in percentage points with its sign, %2 its standard error.</extracomment>
        <translation>与其均值相差 %1 ± %2 个百分点（± 1 标准误）。</translation>
    </message>
    <message>
        <source>The error leaves out the noise of the cell’s own training: train it with more seeds.</source>
        <translation>该误差不含此单元自身训练的噪声：请用更多种子训练。</translation>
    </message>
    <message>
        <source>Latencies within ±%1, not predicted.</source>
        <extracomment>%1 a share such as 2.5 %.</extracomment>
        <translation>延迟相差不超过 ±%1，均非预测。</translation>
    </message>
    <message>
        <source>Latencies within ±%1, predicted.</source>
        <translation>延迟相差不超过 ±%1，均为预测。</translation>
    </message>
    <message numerus="yes">
        <source>Latencies within ±%1; of %n cell(s) predicted.</source>
        <extracomment>%1 a share such as 2.5 %; %n of the cells.</extracomment>
        <translation>
            <numerusform>延迟相差不超过 ±%1；其中 %n 个单元为预测。</numerusform>
        </translation>
    </message>
    <message>
        <source>The accuracies shown are not of trained networks, so they prove nothing here. Choose a protocol of trainings above the front.</source>
        <translation>所示准确率并非来自训练过的网络，在此不能说明问题。请在前沿上方选择训练的协议。</translation>
    </message>
    <message>
        <source>Choose a candidate on the front: here it stands beside random cells of its latency.</source>
        <translation>请在前沿上选择一个候选：此处将其与相同延迟的随机单元并列。</translation>
    </message>
    <message>
        <source>This cell was not trained under this protocol. Only a trained cell can be compared with trained random ones: train it.</source>
        <translation>此单元未按该协议训练。只有训练过的单元才能与训练过的随机单元比较：请训练它。</translation>
    </message>
    <message>
        <source>convolution depth</source>
        <extracomment>Trait of a cell: the most convolutions one behind the other.</extracomment>
        <translation>卷积深度</translation>
    </message>
    <message>
        <source>skip connections</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <source>edges from the inputs</source>
        <translation>来自输入的边</translation>
    </message>
    <message>
        <source>poolings</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>normal cell</source>
        <translation>普通单元</translation>
    </message>
    <message>
        <source>reduction cell</source>
        <translation>缩减单元</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 a trait of a cell, %2 which cell.</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) do not tell yet which traits matter at equal latency.</source>
        <translation>
            <numerusform>%n 次训练尚不足以说明在相同延迟下哪些特征重要。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of other latencies do(es) not count.</source>
        <extracomment>%n random cells whose latency is another one.</extracomment>
        <translation>
            <numerusform>另有 %n 个延迟不同，不计入。</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes %1 to judge. To draw more, the device setting needs a predictor: fit one.</source>
        <translation>需要 %1 个才能判断。要再抽取，该设备设置需要预测器：请先拟合。</translation>
    </message>
    <message>
        <source>It takes %1 to judge: train some.</source>
        <translation>需要 %1 个才能判断：请再训练一些。</translation>
    </message>
    <message>
        <source>%1: %2 (others %3)</source>
        <extracomment>%1 a trait, %2 how much of it the chosen cell has, %3 how much others have.</extracomment>
        <translation>%1：%2（其他 %3）</translation>
    </message>
    <message>
        <source>At equal latency it helps to have more: %1.</source>
        <extracomment>%1 a list of traits of cells.</extracomment>
        <translation>延迟相同时，增加这些有益：%1。</translation>
    </message>
    <message>
        <source>At equal latency it hurts to have more: %1.</source>
        <extracomment>%1 a list of traits of cells.</extracomment>
        <translation>延迟相同时，增加这些有害：%1。</translation>
    </message>
    <message>
        <source>Where this cell differs: %1.</source>
        <extracomment>%1 a list of traits with numbers.</extracomment>
        <translation>此单元的不同之处：%1。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Beats %1 of %2 random cells of the same latency&lt;/b&gt; on %6 (%3, %4 to %5).</source>
        <extracomment>%1 and %2 counts of cells, %3 a share in per cent, %4 and %5 the ends of its interval, %6 a device setting.</extracomment>
        <translation>&lt;b&gt;在 %6 上优于 %2 个同延迟随机单元中的 %1 个&lt;/b&gt;（%3，%4 至 %5）。</translation>
    </message>
    <message>
        <source>No random cell within ±%1 of this latency on %2 was trained under this protocol.</source>
        <extracomment>%1 a share such as 2.5 %, %2 a device setting.</extracomment>
        <translation>在该协议下，没有训练过在 %2 上延迟相差 ±%1 以内的随机单元。</translation>
    </message>
    <message numerus="yes">
        <source>%n random cell(s) within ±%1 of this latency on %2 were trained under this protocol.</source>
        <extracomment>%1 a share such as 2.5 %, %2 a device setting.</extracomment>
        <translation>
            <numerusform>在该协议下，训练过 %n 个在 %2 上延迟相差 ±%1 以内的随机单元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkText</name>
    <message>
        <source>%1 of %2 cells, %3 channels, %4 px</source>
        <extracomment>%1 a search space, %2 cells and %3 channels of its network, %4 the size of its images such as 32.</extracomment>
        <translation>%1，%2 个单元，%3 个通道，%4 px</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>“%1” is not used: a whole number from %2 to %3 is needed.</source>
        <extracomment>%1 what was typed, %2 and %3 numbers.</extracomment>
        <translation>“%1”未采用：需要 %2 到 %3 之间的整数。</translation>
    </message>
    <message>
        <source>“%1” is not used: a latency from %2 to %3 ms is needed, with at most %4 decimals. The units µs, ms and s may follow.</source>
        <extracomment>%1 what was typed, %2 and %3 latencies in ms, %4 a number.</extracomment>
        <translation>“%1”未采用：需要 %2 到 %3 ms 之间的延迟，最多 %4 位小数。后面可以写单位 µs、ms 或 s。</translation>
    </message>
    <message>
        <source>“%1” is not used: a number from %2 to %3 is needed, with at most %4 decimals.</source>
        <extracomment>%1 what was typed, %2 to %4 numbers.</extracomment>
        <translation>“%1”未采用：需要 %2 到 %3 之间的数，最多 %4 位小数。</translation>
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
        <translation>%1%</translation>
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
        <translation>%1 M</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>实测</translation>
    </message>
    <message>
        <source>predicted</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>预测</translation>
    </message>
    <message>
        <source>simulated</source>
        <extracomment>Provenance of a latency.</extracomment>
        <translation>仿真</translation>
    </message>
    <message>
        <source>imported</source>
        <extracomment>Provenance of a latency or an accuracy.</extracomment>
        <translation>导入</translation>
    </message>
    <message>
        <source>estimated</source>
        <extracomment>Provenance of an accuracy: learnt from the trainings of other cells.</extracomment>
        <translation>估计</translation>
    </message>
    <message>
        <source>one-shot</source>
        <extracomment>Provenance of an accuracy: scored with the supernet&apos;s shared weights.</extracomment>
        <translation>one-shot</translation>
    </message>
    <message>
        <source>trained</source>
        <extracomment>Provenance of an accuracy: the network was trained by itself.</extracomment>
        <translation>已训练</translation>
    </message>
    <message>
        <source>queued</source>
        <extracomment>State of a run.</extracomment>
        <translation>排队中</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>State of a run.</extracomment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <extracomment>State of a run.</extracomment>
        <translation>已中断</translation>
    </message>
    <message>
        <source>finished</source>
        <extracomment>State of a run.</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>State of a run.</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 days</source>
        <extracomment>A duration in days.</extracomment>
        <translation>%1 天</translation>
    </message>
</context>
<context>
    <name>OptionEditor</name>
    <message>
        <source>Choose from a list</source>
        <translation>从列表中选择</translation>
    </message>
    <message>
        <source>holds no valid value</source>
        <extracomment>To a screen reader, of a field of a form.</extracomment>
        <translation>内容无效</translation>
    </message>
</context>
<context>
    <name>PairText</name>
    <message>
        <source>Deploying the front elsewhere</source>
        <translation>将前沿部署到其他设备</translation>
    </message>
    <message>
        <source>No candidate has an accuracy and a latency on both. Fit a predictor for each, then search.</source>
        <translation>没有候选在两者上都具备准确率和延迟。请分别为其拟合预测器，然后搜索。</translation>
    </message>
    <message numerus="yes">
        <source>From %n candidate(s) of “%1”:</source>
        <extracomment>%1 the name of an accuracy protocol; %n candidates.</extracomment>
        <translation>
            <numerusform>来自“%1”的 %n 个候选：</numerusform>
        </translation>
    </message>
    <message>
        <source>all measured on both.</source>
        <translation>均已在两者上实测。</translation>
    </message>
    <message>
        <source>latencies predicted on at least one of the two.</source>
        <translation>至少在其中之一上的延迟为预测。</translation>
    </message>
    <message numerus="yes">
        <source>%n measured on both, the others predicted on at least one.</source>
        <translation>
            <numerusform>%n 个在两者上均为实测，其余至少在其中之一上为预测。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, place %3</source>
        <extracomment>%1 a device setting, %2 a latency, %3 a share: where it stands among all, 0 % the fastest.</extracomment>
        <translation>%1：%2，位次 %3</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>Kendall τ %1 (95 %: %2 … %3), Spearman ρ %4, %5 of the pairs in agreement.</source>
        <extracomment>%1 and %4 correlations, %2 and %3 an interval, %5 a share of pairs.</extracomment>
        <translation>Kendall τ %1（95%：%2 … %3），Spearman ρ %4，%5 的配对一致。</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n 个共同架构。</numerusform>
        </translation>
    </message>
    <message>
        <source>Which operations explain it</source>
        <translation>哪些操作可以解释差异</translation>
    </message>
    <message>
        <source>Which operation on which edge</source>
        <translation>哪条边上的哪个操作</translation>
    </message>
    <message>
        <source>%1 of the rank differences; ranks gained or lost by one more (in % of all):</source>
        <extracomment>%1 a share in per cent; the numbers below are per cent of all architectures per occurrence.</extracomment>
        <translation>可解释 %1 的位次差异；每多一个该操作所升降的位次（占全部架构的 %）：</translation>
    </message>
    <message>
        <source>The front of %1 on %2 keeps %3 of the hypervolume; it costs %4 more latency on average, %5 at worst.</source>
        <extracomment>%1 and %2 device settings; %3 a share; %4 and %5 shares of extra latency, in the mean and at worst.</extracomment>
        <translation>%1 的前沿在 %2 上保留 %3 的超体积；延迟平均增加 %4，最多增加 %5。</translation>
    </message>
    <message>
        <source>Largest rank changes</source>
        <translation>位次变化最大的架构</translation>
    </message>
    <message>
        <source>%1, normal cell</source>
        <extracomment>%1 an operation.</extracomment>
        <translation>%1，普通单元</translation>
    </message>
    <message>
        <source>%1, reduction cell</source>
        <extracomment>%1 an operation.</extracomment>
        <translation>%1，缩减单元</translation>
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
            <numerusform>由 %n 次训练估计</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n training(s)</source>
        <extracomment>Provenance of an accuracy: the mean of %n trainings of this cell.</extracomment>
        <translation>
            <numerusform>%n 次训练的平均</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PredictorPlots</name>
    <message>
        <source>predictor</source>
        <extracomment>Legend: the program&apos;s own latency predictor.</extracomment>
        <translation>预测器</translation>
    </message>
    <message>
        <source>plain network of the paper</source>
        <extracomment>Legend: the network that the LA-DARTS paper describes.</extracomment>
        <translation>论文中的普通网络</translation>
    </message>
    <message>
        <source>architecture not seen in fitting</source>
        <translation>拟合时未见的架构</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>±5 %</source>
        <translation>±5%</translation>
    </message>
    <message>
        <source>±10 %</source>
        <translation>±10%</translation>
    </message>
    <message>
        <source>Too few architectures for errors by latency.</source>
        <translation>架构太少，无法显示误差随延迟的变化。</translation>
    </message>
    <message>
        <source>median error</source>
        <translation>中位误差</translation>
    </message>
    <message>
        <source>9 of 10 below</source>
        <extracomment>Legend: nine of ten errors are smaller.</extracomment>
        <translation>十分之九低于此值</translation>
    </message>
    <message>
        <source>noise floor (mean)</source>
        <translation>噪声下限（平均）</translation>
    </message>
    <message>
        <source>One fit of this setting so far.
Measure more architectures and fit again: the error by number of architectures appears here.</source>
        <translation>此设备配置目前只有一次拟合。
请测量更多架构并再次拟合：误差随架构数的变化将显示在这里。</translation>
    </message>
    <message>
        <source>mean error of a fit, held out</source>
        <translation>一次拟合的平均误差，留出集</translation>
    </message>
    <message>
        <source>noise floor</source>
        <translation>噪声下限</translation>
    </message>
    <message>
        <source>inside the stated interval (the ensemble’s own disagreement left out)</source>
        <translation>在所述区间内（未计入集成模型自身的分歧）</translation>
    </message>
    <message>
        <source>as stated</source>
        <extracomment>Legend: the diagonal on which stated and found shares agree.</extracomment>
        <translation>与标称一致</translation>
    </message>
    <message>
        <source>This predictor’s report lists no individual architectures.</source>
        <translation>此预测器的报告中没有单个架构的数据。</translation>
    </message>
    <message>
        <source>This predictor has no uncertainty estimate.</source>
        <translation>此预测器未给出不确定度。</translation>
    </message>
</context>
<context>
    <name>PredictorReport</name>
    <message>
        <source>On architectures not seen in fitting</source>
        <translation>在拟合时未见的架构上</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构数</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>平均误差</translation>
    </message>
    <message>
        <source>Median error</source>
        <translation>中位误差</translation>
    </message>
    <message>
        <source>Within ±5 %</source>
        <translation>±5% 以内</translation>
    </message>
    <message>
        <source>Within ±10 %</source>
        <translation>±10% 以内</translation>
    </message>
    <message>
        <source>Kendall τ</source>
        <translation>Kendall τ</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <extracomment>Statistics: the interval that holds the true value with 95 % probability.</extracomment>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>Spearman ρ</translation>
    </message>
    <message>
        <source>Inside the stated 90 % interval</source>
        <translation>落在标称 90% 区间内</translation>
    </message>
    <message>
        <source>Additive part alone: mean error</source>
        <translation>仅加性部分：平均误差</translation>
    </message>
    <message>
        <source>Plain network of the paper: mean error</source>
        <translation>论文中的普通网络：平均误差</translation>
    </message>
    <message>
        <source>Plain network of the paper: τ</source>
        <translation>论文中的普通网络：τ</translation>
    </message>
    <message>
        <source>Fitted</source>
        <translation>拟合时间</translation>
    </message>
    <message>
        <source>From measurements</source>
        <translation>所用测量</translation>
    </message>
    <message>
        <source>Reference latency</source>
        <translation>参考延迟</translation>
    </message>
    <message>
        <source>Limits set by noise</source>
        <translation>测量噪声决定的上限</translation>
    </message>
    <message>
        <source>For comparison, on the same architectures</source>
        <translation>对照，在相同架构上</translation>
    </message>
    <message>
        <source>%1 (too high)</source>
        <extracomment>An estimated lower bound that a measured value has passed; %1 is the bound.</extracomment>
        <translation>%1（偏高）</translation>
    </message>
    <message>
        <source>%1 (too low)</source>
        <extracomment>An estimated upper bound that a measured value has passed; %1 is the bound.</extracomment>
        <translation>%1（偏低）</translation>
    </message>
    <message>
        <source>Noise floor (error of a perfect predictor), estimated</source>
        <translation>噪声下限（完美预测器的误差），估计值</translation>
    </message>
    <message>
        <source>τ ceiling (a perfect predictor), estimated</source>
        <translation>τ 上限（完美预测器），估计值</translation>
    </message>
</context>
<context>
    <name>ProjectState</name>
    <message>
        <source>This project can only be read.</source>
        <translation>此项目只能读取。</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>有任务正在运行。</translation>
    </message>
</context>
<context>
    <name>ProvenanceText</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 a latency, %2 how it is known (&quot;measured&quot;).</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 ± %2 ms, %3</source>
        <extracomment>A latency in milliseconds: %1 the number, %2 its uncertainty, %3 how it is known (&quot;predicted&quot;).</extracomment>
        <translation>%1 ± %2 ms，%3</translation>
    </message>
    <message>
        <source>● measured   ○ predicted   ◐ simulated or imported</source>
        <translation>● 实测   ○ 预测   ◐ 仿真或导入</translation>
    </message>
    <message>
        <source>predicted, beyond all that was measured</source>
        <extracomment>How a latency is known: faster, or slower, than everything that was measured on the device.</extracomment>
        <translation>预测，超出所有测量范围</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>确定(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>RemarkCommand</name>
    <message numerus="yes">
        <source>star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>为 %n 个候选加星标</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no star for %n candidate(s)</source>
        <extracomment>An undo step; %n candidates.</extracomment>
        <translation>
            <numerusform>取消 %n 个候选的星标</numerusform>
        </translation>
    </message>
    <message>
        <source>note on candidate %1</source>
        <extracomment>An undo step; %1 is the number of a candidate.</extracomment>
        <translation>候选 %1 的备注</translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message numerus="yes">
        <source>%n architecture(s) in all</source>
        <extracomment>Result of measuring: %n architectures that the device has measurements of.</extracomment>
        <translation>
            <numerusform>共 %n 个架构</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>%1 and %2 latencies.</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>noise floor %1</source>
        <translation>噪声下限 %1</translation>
    </message>
    <message>
        <source>drift %1</source>
        <translation>漂移 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unstable</source>
        <extracomment>%n measurements whose repetitions did not agree.</extracomment>
        <translation>
            <numerusform>%n 个不稳定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>%n architectures that the device failed on.</extracomment>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>mean error %1</source>
        <translation>平均误差 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s)</source>
        <translation>
            <numerusform>%n 个架构</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at λ %2</source>
        <extracomment>%1 a latency, %2 its price in a search.</extracomment>
        <translation>λ %2 时 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n without a decision</source>
        <extracomment>%n searches after which no operation outweighs the others.</extracomment>
        <translation>
            <numerusform>%n 个未作决定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>best %1</source>
        <extracomment>%1 an accuracy.</extracomment>
        <translation>最佳 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s)</source>
        <translation>
            <numerusform>%n 个算子</numerusform>
        </translation>
    </message>
    <message>
        <source>network %1, simulated</source>
        <extracomment>%1 a simulated latency of a whole network.</extracomment>
        <translation>网络 %1，模拟</translation>
    </message>
    <message>
        <source>chosen cell: %1, %2</source>
        <extracomment>%1 an accuracy, %2 a latency.</extracomment>
        <translation>所选单元：%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) trained</source>
        <extracomment>%n cells that short trainings told of.</extracomment>
        <translation>
            <numerusform>已训练 %n 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 estimated</source>
        <extracomment>%1 a count of cells whose accuracy was learnt from others&apos; trainings.</extracomment>
        <translation>%1 个为估计</translation>
    </message>
    <message>
        <source>latencies off by %1</source>
        <extracomment>%1 by how much predicted latencies were off, in the mean.</extracomment>
        <translation>延迟偏差 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) of %1 cells</source>
        <extracomment>%n trainings, some of them of the same cells; %1 a count of cells.</extracomment>
        <translation>
            <numerusform>%n 次训练，%1 个单元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>%1: no decision made</source>
        <extracomment>%1 is an entropy, 1 means that all operations are equally likely.</extracomment>
        <translation>%1：尚未作出取舍</translation>
    </message>
    <message>
        <source>λ %1</source>
        <extracomment>Legend: %1 a price of latency.</extracomment>
        <translation>λ %1</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Predicted latency</source>
        <translation>预测延迟</translation>
    </message>
    <message>
        <source>Predicted latency on %1</source>
        <translation>在 %1 上的预测延迟</translation>
    </message>
</context>
<context>
    <name>TuningView</name>
    <message>
        <source>Dense %1 → %2</source>
        <extracomment>A layer of a network; %1 inputs, %2 outputs.</extracomment>
        <translation>全连接 %1 → %2</translation>
    </message>
    <message>
        <source>Convolution %1×%2, %3 → %4 channels, %5×%6</source>
        <extracomment>A layer of a network; %1×%2 the kernel, %3 and %4 channels, %5×%6 the input&apos;s size.</extracomment>
        <translation>卷积 %1×%2，%3 → %4 通道，%5×%6</translation>
    </message>
    <message>
        <source>, stride %1</source>
        <extracomment>Of a convolution, after its shape.</extracomment>
        <translation>，步幅 %1</translation>
    </message>
    <message numerus="yes">
        <source>, %n groups</source>
        <extracomment>Of a convolution, after its shape: it has %n groups.</extracomment>
        <translation>
            <numerusform>，%n 组</numerusform>
        </translation>
    </message>
    <message>
        <source>valid</source>
        <extracomment>Of a schedule: it can run.</extracomment>
        <translation>有效</translation>
    </message>
    <message>
        <source>tile does not divide</source>
        <translation>分块不能整除</translation>
    </message>
    <message>
        <source>virtual threads do not fit</source>
        <translation>虚拟线程不适配</translation>
    </message>
    <message>
        <source>no two-dimensional copy</source>
        <translation>无法进行二维复制</translation>
    </message>
    <message>
        <source>input buffer full</source>
        <translation>输入缓冲区已满</translation>
    </message>
    <message>
        <source>weight buffer full</source>
        <translation>权重缓冲区已满</translation>
    </message>
    <message>
        <source>accumulators full</source>
        <translation>累加器已满</translation>
    </message>
    <message>
        <source>micro-op buffer full</source>
        <translation>微操作缓冲区已满</translation>
    </message>
    <message>
        <source>accumulator hazard</source>
        <translation>累加器冒险</translation>
    </message>
    <message>
        <source>instruction field too narrow</source>
        <translation>指令字段过窄</translation>
    </message>
    <message>
        <source>wrong answer</source>
        <translation>结果错误</translation>
    </message>
    <message>
        <source>time-out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>random search</source>
        <extracomment>A tuner: it draws at random.</extracomment>
        <translation>随机搜索</translation>
    </message>
    <message>
        <source>AutoTVM</source>
        <extracomment>A tuner; a proper name.</extracomment>
        <translation>AutoTVM</translation>
    </message>
    <message>
        <source>AutoTVM, validity-driven</source>
        <extracomment>A tuner: AutoTVM whose first set follows from what the compiler accepts.</extracomment>
        <translation>AutoTVM，有效性驱动</translation>
    </message>
    <message>
        <source>AutoTVM with a validity classifier</source>
        <extracomment>A tuner: AutoTVM with a learned model of what is valid.</extracomment>
        <translation>带有效性分类器的 AutoTVM</translation>
    </message>
    <message>
        <source>AutoTVM on valid ones only</source>
        <extracomment>A tuner: AutoTVM on valid configurations alone, an oracle.</extracomment>
        <translation>仅限有效配置的 AutoTVM</translation>
    </message>
    <message>
        <source>ours</source>
        <extracomment>A tuner: the program&apos;s own.</extracomment>
        <translation>本程序</translation>
    </message>
    <message>
        <source>ours, compiling first</source>
        <extracomment>A tuner: the program&apos;s own, with any number of compiler calls.</extracomment>
        <translation>本程序，先编译</translation>
    </message>
</context>
<context>
    <name>VerdictText</name>
    <message>
        <source>%1 points more accurate</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>准确率高 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 points less accurate</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>准确率低 %1 个百分点</translation>
    </message>
    <message>
        <source>as accurate, as far as can be told</source>
        <extracomment>Part of a sentence about the right one of two networks.</extracomment>
        <translation>准确率看不出差别</translation>
    </message>
    <message>
        <source>%1 faster on %2</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.</extracomment>
        <translation>在 %2 上快 %1</translation>
    </message>
    <message>
        <source>%1 slower on %2</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.</extracomment>
        <translation>在 %2 上慢 %1</translation>
    </message>
    <message>
        <source>as fast on %1</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 a device setting.</extracomment>
        <translation>在 %1 上一样快</translation>
    </message>
    <message>
        <source>The right one is the better choice there.</source>
        <translation>在那里右边的更好。</translation>
    </message>
    <message>
        <source>The left one is the better choice there.</source>
        <translation>在那里左边的更好。</translation>
    </message>
    <message>
        <source>Either will do there.</source>
        <translation>在那里两者皆可。</translation>
    </message>
    <message>
        <source>A trade-off: accuracy is bought with time.</source>
        <translation>一种取舍：用时间换准确率。</translation>
    </message>
    <message>
        <source>A trade-off: time is bought with accuracy.</source>
        <translation>一种取舍：用准确率换时间。</translation>
    </message>
    <message>
        <source>No device setting and no accuracy is known of both.</source>
        <translation>两者没有共同的设备设置，也没有可比的准确率。</translation>
    </message>
    <message>
        <source>The right one is %1. No device setting knows both.</source>
        <extracomment>%1 what is said of its accuracy, such as &quot;0.30 points more accurate&quot;.</extracomment>
        <translation>右边的%1。没有设备设置同时知道两者。</translation>
    </message>
    <message>
        <source>The right one is %1 and %2.</source>
        <extracomment>%1 what is said of its accuracy, %2 of its speed.</extracomment>
        <translation>右边的%1，%2。</translation>
    </message>
    <message>
        <source>The right one is %1; no training tells which is more accurate.</source>
        <extracomment>%1 what is said of its speed.</extracomment>
        <translation>右边的%1；没有训练能说明哪个更准确。</translation>
    </message>
    <message>
        <source>%1 points more accurate in one training each</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>各训练一次准确率高 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 points less accurate in one training each</source>
        <extracomment>Part of a sentence about the right one of two networks; %1 percentage points.</extracomment>
        <translation>各训练一次准确率低 %1 个百分点</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CandidateModel</name>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Front</source>
        <extracomment>Column: whether a candidate is on the front.</extracomment>
        <translation>前沿</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>Column: who proposed a candidate.</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>MACs</source>
        <extracomment>Multiply-accumulate operations of one image.</extracomment>
        <translation>MACs</translation>
    </message>
    <message>
        <source>with a star</source>
        <translation>带星标</translation>
    </message>
    <message>
        <source>without a star</source>
        <translation>无星标</translation>
    </message>
    <message>
        <source>Takes the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Gives this cell a star</source>
        <translation>为该单元加星标</translation>
    </message>
    <message>
        <source>A note: double click, or F2</source>
        <translation>备注：双击或按 F2</translation>
    </message>
    <message>
        <source>Note</source>
        <extracomment>Column: what the user wrote about a candidate.</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>此项目只能读取。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CandidateTable</name>
    <message>
        <source>Compare</source>
        <extracomment>A button: two chosen candidates side by side.</extracomment>
        <translation>比较</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>A button: train the chosen candidates.</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Filter of the candidates</source>
        <translation>候选筛选</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2 candidates.</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排显示</translation>
    </message>
    <message>
        <source>Choose two rows, the second one with Ctrl</source>
        <translation>选择两行，第二行按住 Ctrl</translation>
    </message>
    <message>
        <source>Choose rows first</source>
        <translation>请先选择行</translation>
    </message>
    <message>
        <source>Too many rows at once</source>
        <translation>一次选择的行过多</translation>
    </message>
    <message>
        <source>Trains exactly these as the accuracies of the front were trained</source>
        <translation>按前沿的准确率所用的方式训练这些</translation>
    </message>
    <message>
        <source>Export…</source>
        <extracomment>A button: write files of the chosen candidates.</extracomment>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Star</source>
        <extracomment>A button: give the chosen candidates a star.</extracomment>
        <translation>星标</translation>
    </message>
    <message>
        <source>front  star  run:22  lat&lt;0.3  acc&gt;50 …</source>
        <extracomment>The words before &quot;…&quot; are commands and stay as they are.</extracomment>
        <translation>front  star  run:22  lat&lt;0.3  acc&gt;50 …</translation>
    </message>
    <message>
        <source>Writes a file of each into one folder</source>
        <translation>将每个候选各写为一个文件，放入同一文件夹</translation>
    </message>
    <message>
        <source>Gives them a star, or takes it away where all have one</source>
        <translation>为它们加星标；若都已有，则取消</translation>
    </message>
    <message>
        <source>No candidate matches the filter.</source>
        <translation>没有候选符合筛选条件。</translation>
    </message>
    <message>
        <source>%1; “%2” is not understood</source>
        <extracomment>%1 how many candidates are shown, %2 is a word that a filter does not know.</extracomment>
        <translation>%1；无法理解“%2”</translation>
    </message>
    <message>
        <source>“%1” is not understood: nothing is filtered.</source>
        <translation>无法理解“%1”：未进行筛选。</translation>
    </message>
    <message>
        <source>Words that all have to hold: front, star, random, search, published, measured, predicted, trained, estimated, run:22, id:87 or 87, note:word, top:5 (%), lat&lt;0.3 (ms), lat&gt;200us, acc&gt;50 (%), acc&lt;90</source>
        <translation>必须全部满足的条件：front、star、random、search、published、measured、predicted、trained、estimated、run:22、id:87 或 87、note:词、top:5（%）、lat&lt;0.3（ms）、lat&gt;200us、acc&gt;50（%）、acc&lt;90</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>还没有候选。</translation>
    </message>
    <message>
        <source>Measures exactly these on the current device</source>
        <translation>在当前设备上测量这些候选</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>有任务正在运行。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellCanvas</name>
    <message>
        <source>Normal cell</source>
        <translation>普通单元</translation>
    </message>
    <message>
        <source>Reduction cell</source>
        <translation>缩减单元</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellPane</name>
    <message>
        <source>Candidate %1</source>
        <translation>候选 %1</translation>
    </message>
    <message>
        <source>Candidate %1: %2, %3</source>
        <extracomment>%1 the candidate&apos;s number, %2 accuracy, %3 latency.</extracomment>
        <translation>候选 %1：%2，%3</translation>
    </message>
    <message>
        <source>What if: candidate %1 changed, %2</source>
        <extracomment>%1 the candidate&apos;s number, %2 a latency with how it is known.</extracomment>
        <translation>假设：更改候选 %1，%2</translation>
    </message>
    <message>
        <source>Accuracy: %1, %2 (candidate %3)</source>
        <extracomment>%1 an accuracy, %2 how it is known (&quot;trained&quot;), %3 the number of a candidate.</extracomment>
        <translation>准确率：%1，%2（候选 %3）</translation>
    </message>
    <message>
        <source>One-shot: %1, by search %2</source>
        <extracomment>%1 an accuracy, %2 the number of a run.</extracomment>
        <translation>一次性：%1，据搜索 %2</translation>
    </message>
    <message>
        <source>One-shot: %1 (unchanged: %2), by search %3</source>
        <extracomment>%1 and %2 accuracies, %3 the number of a run.</extracomment>
        <translation>一次性：%1（未改：%2），据搜索 %3</translation>
    </message>
    <message>
        <source>latency unknown: no predictor for this setting</source>
        <translation>延迟待定：此设备配置没有预测器</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CellView</name>
    <message>
        <source>Cell of the selected candidate</source>
        <translation>所选候选的单元</translation>
    </message>
    <message>
        <source>Select a candidate on the front to see its cells.</source>
        <translation>在前沿上选择一个候选以查看其单元。</translation>
    </message>
    <message>
        <source>&amp;Cost of each edge</source>
        <translation>每条边的开销(&amp;C)</translation>
    </message>
    <message>
        <source>Over the &amp;search</source>
        <translation>搜索历程(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Genotype</source>
        <translation>基因型(&amp;G)</translation>
    </message>
    <message>
        <source>The genotype as the DARTS codes print it</source>
        <translation>DARTS 代码输出格式的基因型</translation>
    </message>
    <message>
        <source>&amp;Picture (SVG)</source>
        <translation>图片 (SVG)(&amp;P)</translation>
    </message>
    <message>
        <source>All cells as an SVG picture</source>
        <translation>将所有单元复制为 SVG 图片</translation>
    </message>
    <message>
        <source>&amp;DOT text</source>
        <extracomment>DOT is the text format of the Graphviz programs.</extracomment>
        <translation>DOT 文本(&amp;D)</translation>
    </message>
    <message>
        <source>All cells as text for Graphviz</source>
        <translation>将所有单元复制为 Graphviz 文本</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <extracomment>A button that opens a menu: what of the cell to copy.</extracomment>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Walk through the epochs of the newest search: the cell that it would have ended with at each; edges as thick as the weight of their operation</source>
        <translation>浏览最近一次搜索的各轮：搜索若在该轮结束将得到的单元；边的粗细表示其操作的权重</translation>
    </message>
    <message>
        <source>Epoch of the search</source>
        <translation>搜索的轮次</translation>
    </message>
    <message>
        <source>Predicted latency of each operation in the whole network on %1, against a skip connection there</source>
        <extracomment>%1 is a device setting.</extracomment>
        <translation>在 %1 上，每个操作相对于同一位置的跳跃连接在整个网络中的预测延迟</translation>
    </message>
    <message>
        <source>Fit a predictor for this device setting and network to see what each edge costs.</source>
        <translation>为此设备配置和网络拟合预测器，即可查看每条边的开销。</translation>
    </message>
    <message>
        <source>Click or press Enter to try another operation.</source>
        <translation>单击或按 Enter 键可尝试其他操作。</translation>
    </message>
    <message>
        <source>Search, epoch %1 of %2, λ %3</source>
        <extracomment>%1 and %2 count the epochs of a search, %3 is a price of latency.</extracomment>
        <translation>搜索，第 %1 轮（共 %2 轮），λ %3</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Search in commands</source>
        <translation>在命令中搜索</translation>
    </message>
    <message>
        <source>Type a part of a command</source>
        <translation>输入命令的一部分</translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation>没有包含这些字母的命令。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CompareView</name>
    <message>
        <source>S&amp;wap</source>
        <translation>交换(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Cost of each edge</source>
        <translation>每条边的开销(&amp;C)</translation>
    </message>
    <message>
        <source>Only &amp;differences</source>
        <translation>仅显示差异(&amp;D)</translation>
    </message>
    <message>
        <source>Two architectures will stand here side by side.
Search, or select a candidate on the front.</source>
        <translation>这里将并排显示两个架构。
请先搜索，或在前沿上选择候选。</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <extracomment>Tab: which edges make one network slower than the other.</extracomment>
        <translation>解释(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Operators</source>
        <translation>操作(&amp;O)</translation>
    </message>
    <message>
        <source>Left architecture</source>
        <translation>左侧架构</translation>
    </message>
    <message>
        <source>Right architecture</source>
        <translation>右侧架构</translation>
    </message>
    <message>
        <source>Pin</source>
        <extracomment>Check box: this side stays when another candidate is selected.</extracomment>
        <translation>固定</translation>
    </message>
    <message>
        <source>Stays when another candidate is selected</source>
        <translation>选择其他候选时保持不变</translation>
    </message>
    <message>
        <source>Device setting that is explained</source>
        <translation>所解释的设备配置</translation>
    </message>
    <message>
        <source>Cells of both architectures</source>
        <translation>两个架构的单元</translation>
    </message>
    <message>
        <source>Latency, accuracy and size of both architectures</source>
        <translation>两个架构的延迟、准确率和规模</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Right against left</source>
        <translation>右相对于左</translation>
    </message>
    <message>
        <source>Setting, protocol</source>
        <translation>设备配置、协议</translation>
    </message>
    <message>
        <source>Operators of both architectures: edges, multiply-adds and parameters</source>
        <translation>两个架构的操作：边、乘加次数和参数量</translation>
    </message>
    <message>
        <source>Operation</source>
        <extracomment>MACs are multiply-accumulate operations of one image.</extracomment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Left: edges · MACs · parameters</source>
        <translation>左：边 · MACs · 参数量</translation>
    </message>
    <message>
        <source>Right: edges · MACs · parameters</source>
        <translation>右：边 · MACs · 参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>边</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <extracomment>Heading of a cell in a comparison: %1 whose cell, %2 which kind of cell.</extracomment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Fit a predictor for this network to see which edges cost what.</source>
        <translation>为此网络拟合预测器，即可查看各条边的开销。</translation>
    </message>
    <message>
        <source>The two are cells of different networks: edges cannot be compared.</source>
        <translation>两者是不同网络的单元：无法比较边。</translation>
    </message>
    <message>
        <source>Shows in each box what the operation costs on the chosen setting, compared with a skip connection there</source>
        <translation>在每个方框中写出该操作在所选设备配置上相对于同一位置跳跃连接的开销</translation>
    </message>
    <message>
        <source>Cost of each edge on the chosen setting</source>
        <translation>每条边在所选设备配置上的开销</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;GPU ↔ CPU</source>
        <extracomment>A button: the cell that was searched for a GPU beside the one for a CPU.</extracomment>
        <translation>&amp;GPU ↔ CPU</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <extracomment>Tab: latency, accuracy and size of both networks in a table.</extracomment>
        <translation>数字(&amp;N)</translation>
    </message>
    <message>
        <source>Thick frame: another operation there · dashed: an edge that only this one has · number: predicted cost in the whole network against a skip connection there</source>
        <translation>粗框：那里是另一种操作 · 虚线：只有这一个有的边 · 数字：在整个网络中相对于那里的跳跃连接的预测开销</translation>
    </message>
    <message>
        <source>Needs a finished search for a GPU and one for a CPU</source>
        <translation>需要一次为 GPU 和一次为 CPU 完成的搜索</translation>
    </message>
    <message>
        <source>It takes two architectures.</source>
        <translation>需要两个架构。</translation>
    </message>
    <message>
        <source>The cell that was searched for a GPU beside the one for a CPU; of several, the one for the current device</source>
        <translation>为 GPU 搜索的单元与为 CPU 搜索的单元并列；有多个时，取当前设备的那个</translation>
    </message>
    <message>
        <source>No predictor knows both cells.</source>
        <translation>没有预测器同时适用于两个单元。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CostMap</name>
    <message>
        <source>Normal cell</source>
        <extracomment>A kind of cell: keeps the resolution.</extracomment>
        <translation>普通单元</translation>
    </message>
    <message>
        <source>Reduction cell</source>
        <extracomment>A kind of cell: halves the resolution.</extracomment>
        <translation>缩减单元</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Kind of cell</source>
        <translation>单元类型</translation>
    </message>
    <message>
        <source>Cost of each operation on each edge</source>
        <translation>每条边上每个操作的开销</translation>
    </message>
    <message>
        <source>Milliseconds against a skip connection on the same edge, as the predictor’s additive part has learned them. Edges that isomorphic cells exchange share a cost.</source>
        <translation>相对于同一条边上跳跃连接的毫秒数，由预测器的加性部分学习得到。同构单元之间可互换的边共享同一开销。</translation>
    </message>
    <message>
        <source>This predictor’s costs cannot be read. Fit it again.</source>
        <translation>无法读取此预测器的开销。请重新拟合。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::CostModel</name>
    <message>
        <source>%1 on edge %2: %3 against a skip connection, %4 by itself</source>
        <extracomment>%1 an operation, %2 an edge such as 0 → 2, %3 and %4 latencies.</extracomment>
        <translation>%1，边 %2：相对于跳跃连接 %3，自身 %4</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DataFetch</name>
    <message>
        <source>The download program could not be started: %1</source>
        <translation>无法启动下载程序：%1</translation>
    </message>
    <message>
        <source>The program %1 was not found; put it next to this program or on the PATH.</source>
        <translation>找不到程序 %1；请将其放在本程序旁或 PATH 中。</translation>
    </message>
    <message>
        <source>The download program was killed or crashed. What has been downloaded is kept.</source>
        <translation>下载程序被终止或已崩溃。已下载的部分会保留。</translation>
    </message>
    <message>
        <source>The download program ended with exit code %1. %2</source>
        <extracomment>%1 a number, %2 what the program said last, or nothing.</extracomment>
        <translation>下载程序以退出码 %1 结束。%2</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceHeader</name>
    <message>
        <source>Device:</source>
        <extracomment>Before a list of device settings: the one that the whole window is about.</extracomment>
        <translation>设备：</translation>
    </message>
    <message>
        <source>Device that all steps, views and numbers are about</source>
        <translation>所有步骤、视图和数字所针对的设备</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceOverlay</name>
    <message>
        <source>Other devices</source>
        <extracomment>Heading in a menu: the same candidates on other device settings.</extracomment>
        <translation>其他设备</translation>
    </message>
    <message>
        <source>The same candidates on this device, as shares of each device’s reference latency</source>
        <translation>同样的候选在此设备上，以各设备参考延迟的百分比表示</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>最多只能区分 %n 个：请先去掉一个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (100 % = %2)</source>
        <extracomment>Legend: %1 a device setting, %2 a latency that is drawn as 100 %.</extracomment>
        <translation>%1（100 % = %2）</translation>
    </message>
    <message>
        <source>%1: knows none of these</source>
        <extracomment>Legend: %1 a device setting that has no latencies of the candidates shown.</extracomment>
        <translation>%1：没有这些候选的延迟</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicePicker</name>
    <message>
        <source>measured: %1</source>
        <translation>已测量：%1</translation>
    </message>
    <message>
        <source>measured: %1 in %2 networks</source>
        <extracomment>%1 architectures; %2, more than one, how many networks (cells, channels, image size) they were measured in.</extracomment>
        <translation>已测量：%1（%2 个网络）</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>predictor’s error: %1</source>
        <extracomment>Of a device setting: %1 the mean error of the predictor fitted to its latencies.</extracomment>
        <translation>预测器误差：%1</translation>
    </message>
    <message>
        <source>no predictor</source>
        <translation>没有预测器</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicePin</name>
    <message>
        <source>Follows the current device again</source>
        <translation>重新跟随当前设备</translation>
    </message>
    <message>
        <source>Pinned; the current device is %1</source>
        <extracomment>A view shows another device setting than the rest of the window; %1 the window&apos;s.</extracomment>
        <translation>已固定；当前设备是 %1</translation>
    </message>
    <message>
        <source>The current device, %1, has no predictor for this; it is another one’s</source>
        <extracomment>A view shows another device setting than the rest of the window; %1 the window&apos;s.</extracomment>
        <translation>当前设备 %1 没有适用的预测器；这里是另一设备的</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DeviceTableModel</name>
    <message>
        <source>none fitted</source>
        <translation>尚未拟合</translation>
    </message>
    <message>
        <source>has seen all</source>
        <translation>已包含全部测量</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s) newer</source>
        <translation>
            <numerusform>有 %n 次更新的测量</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few repeated measurements. The measuring job repeats a part of them.</source>
        <translation>重复测量太少。测量作业会重复其中一部分。</translation>
    </message>
    <message numerus="yes">
        <source>From repeats of %n architecture(s)</source>
        <translation>
            <numerusform>来自 %n 个架构的重复测量</numerusform>
        </translation>
    </message>
    <message>
        <source>Largest less smallest uncorrected value of the sentinel, over its median. Measurements are corrected for it.</source>
        <translation>哨兵测量未校正值的最大值与最小值之差除以其中位数。测量结果已据此校正。</translation>
    </message>
    <message>
        <source>Fitted %1</source>
        <translation>拟合于 %1</translation>
    </message>
    <message>
        <source>Device setting</source>
        <translation>设备配置</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>Column: whether numbers were measured, imported or simulated.</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构数</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量次数</translation>
    </message>
    <message>
        <source>Sentinels</source>
        <extracomment>Re-measurements of a fixed reference architecture.</extracomment>
        <translation>哨兵测量</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>噪声下限</translation>
    </message>
    <message>
        <source>Drift</source>
        <extracomment>How far the device&apos;s speed wandered while measuring.</extracomment>
        <translation>漂移</translation>
    </message>
    <message>
        <source>τ ceiling</source>
        <translation>τ 上限</translation>
    </message>
    <message>
        <source>Predictor error</source>
        <translation>预测器误差</translation>
    </message>
    <message>
        <source>Predictor τ</source>
        <translation>预测器 τ</translation>
    </message>
    <message>
        <source>Predictor’s age</source>
        <translation>预测器时效</translation>
    </message>
    <message>
        <source>Last measured</source>
        <translation>最近测量</translation>
    </message>
    <message>
        <source>Different architectures measured, sentinels left out</source>
        <translation>已测量的不同架构，不含哨兵</translation>
    </message>
    <message>
        <source>Measurements of them, repeats counted, sentinels left out</source>
        <translation>其测量次数，含重复，不含哨兵</translation>
    </message>
    <message>
        <source>Measurements of one fixed architecture between the others, which show the drift</source>
        <translation>穿插其间对一个固定架构的测量，用来显示漂移</translation>
    </message>
    <message>
        <source>How far the sentinel’s uncorrected latency wandered: largest less smallest, over its median. Measurements are corrected for it.</source>
        <translation>哨兵未校正延迟的漂移：最大减最小，除以中位数。测量值已据此校正。</translation>
    </message>
    <message>
        <source>Estimate of the Kendall τ that a perfect predictor would reach against single, noisy measurements</source>
        <translation>完美预测器对单次带噪测量所能达到的 Kendall τ 的估计</translation>
    </message>
    <message>
        <source>Mean relative error on architectures that were held out of fitting</source>
        <translation>在未参与拟合的架构上的平均相对误差</translation>
    </message>
    <message>
        <source>Kendall τ between predicted and measured latency of held-out architectures</source>
        <translation>留出架构的预测延迟与测量延迟之间的 Kendall τ</translation>
    </message>
    <message>
        <source>Mean relative error of a perfect predictor against single measurements, estimated from repeats</source>
        <translation>完美预测器对单次测量的平均相对误差，由重复测量估计</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DevicesView</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Latencies are compared within one network: search space and shape</source>
        <translation>延迟在同一网络内比较：搜索空间和形状</translation>
    </message>
    <message>
        <source>Measure of agreement</source>
        <translation>一致性度量</translation>
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
        <translation>一致配对的比例</translation>
    </message>
    <message>
        <source>Device settings</source>
        <translation>设备配置</translation>
    </message>
    <message>
        <source>Reading the measurements…</source>
        <translation>正在读取测量…</translation>
    </message>
    <message>
        <source>No project.</source>
        <translation>没有项目。</translation>
    </message>
    <message>
        <source>One device setting only.
Measure the same architectures on another one (other threads, batch or device), or add a profile, to see which cells change places.</source>
        <translation>只有一个设备配置。
请在另一个配置（其他线程数、批大小或设备）上测量相同的架构，或添加档案，以查看哪些单元的位次发生变化。</translation>
    </message>
    <message>
        <source>No two settings have measured the same architectures.
Measuring takes the same sample for the same seed.</source>
        <translation>没有两个设备配置测量过相同的架构。
相同种子的测量会取相同的样本。</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common.</source>
        <translation>
            <numerusform>%n 个共同架构。</numerusform>
        </translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Ranks of the architectures on two device settings</source>
        <translation>架构在两个设备配置上的位次</translation>
    </message>
    <message>
        <source>Rank on %1 (%)</source>
        <extracomment>Axis title: %1 a device setting; 0 % is the fastest architecture.</extracomment>
        <translation>在 %1 上的位次（%）</translation>
    </message>
    <message>
        <source>largest rank change</source>
        <translation>位次变化最大</translation>
    </message>
    <message>
        <source>same rank</source>
        <translation>位次相同</translation>
    </message>
    <message>
        <source>&amp;Devices</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>尚未测量任何内容。</translation>
    </message>
    <message>
        <source>One network was measured; another one would be compared by itself.</source>
        <translation>只测量了一个网络；其他网络会单独比较。</translation>
    </message>
    <message>
        <source>It takes two devices to compare them.</source>
        <translation>需要两个设备才能比较。</translation>
    </message>
    <message>
        <source>Nothing is measured yet.
Measure this computer or another device, or add a device’s profile.</source>
        <translation>尚未测量任何内容。
请测量本机或其他设备，或添加设备档案。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::DifferenceBars</name>
    <message>
        <source>Differences of the right architecture from the left one</source>
        <translation>右边架构与左边架构的差别</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <extracomment>A difference of accuracies in percentage points.</extracomment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>One scale for all bars: accuracy in percentage points, latency in per cent</source>
        <translation>所有条形使用同一刻度：准确率为百分点，延迟为百分比</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::EffectBars</name>
    <message>
        <source>What traits of cells are worth at equal latency</source>
        <translation>相同延迟下单元各特征的价值</translation>
    </message>
    <message>
        <source>Latency held equal. Pale: the sign is in doubt.</source>
        <translation>延迟相同。浅色：符号不确定。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::EstimateBar</name>
    <message>
        <source>Train i&amp;t</source>
        <extracomment>A button: trains the chosen cell, whose accuracy is only estimated.</extracomment>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>Trains the cell as those were trained that the estimate was learnt from</source>
        <translation>按学得该估计所用单元的方式训练此单元</translation>
    </message>
    <message>
        <source>Accuracy %1: %2 (± 1 standard deviation)</source>
        <extracomment>%1 &quot;estimated from 60 trainings&quot;, %2 an accuracy with one standard deviation.</extracomment>
        <translation>准确率%1：%2（± 1 标准差）</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ExplorationPanel</name>
    <message>
        <source>trained before this exploration</source>
        <extracomment>Why a cell was trained.</extracomment>
        <translation>此次探索前已训练</translation>
    </message>
    <message>
        <source>a first sample of this latency</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>该延迟的首个样本</translation>
    </message>
    <message>
        <source>may be the best at its latency, not yet sure</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>可能是该延迟下最好的，尚不确定</translation>
    </message>
    <message>
        <source>expected to be the best at its latency</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>预计是该延迟下最好的</translation>
    </message>
    <message>
        <source>one edit away from an expected best one</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>与预计最好的只差一处改动</translation>
    </message>
    <message>
        <source>among the best: more steps to be sure</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>名列前茅：多训练几步以确认</translation>
    </message>
    <message>
        <source>among the best: again with another seed</source>
        <extracomment>Why a cell is trained.</extracomment>
        <translation>名列前茅：换个种子再训练</translation>
    </message>
    <message>
        <source>Trainings of the exploration: expected and reached</source>
        <translation>探索的训练：预期与结果</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Loss (nats, lower is better)</source>
        <translation>损失（nat，越低越好）</translation>
    </message>
    <message>
        <source>Trainings and why they were made</source>
        <translation>训练及其原因</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>For</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation>预期损失</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>No exploration yet.</source>
        <translation>尚无探索。</translation>
    </message>
    <message>
        <source>Each training will stand here, with what was expected of it.</source>
        <translation>每次训练及其预期将显示在这里。</translation>
    </message>
    <message>
        <source>loss reached</source>
        <translation>达到的损失</translation>
    </message>
    <message>
        <source>expected ± 1 standard deviation</source>
        <translation>预期 ± 1 个标准差</translation>
    </message>
    <message>
        <source>training</source>
        <extracomment>A training that has not ended.</extracomment>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Training %1: %2</source>
        <extracomment>%1 the number of a training, %2 why it was made.</extracomment>
        <translation>训练 %1：%2</translation>
    </message>
    <message>
        <source>after more steps</source>
        <translation>更多步之后</translation>
    </message>
    <message>
        <source>Reading…</source>
        <extracomment>%1 the number of a run, %2, %3 and %4 counts.</extracomment>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Run %1: %2 of %3 trainings asked for have ended, of %4 cells.</source>
        <translation>运行 %1：要求的 %3 次训练中已有 %2 次结束，共 %4 个单元。</translation>
    </message>
    <message>
        <source>A cell that is among the best is trained again with another seed, or for more steps. In the budget a longer training counts as several short ones.</source>
        <translation>最好的单元会用另一个随机种子或更多步数再训练一次。在预算中，较长的训练按多次短训练计算。</translation>
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
        <translation>PyTorch（model.py 和 safetensors）</translation>
    </message>
    <message>
        <source>Genotype text</source>
        <translation>基因型文本</translation>
    </message>
    <message>
        <source>DOT, for Graphviz</source>
        <translation>DOT，用于 Graphviz</translation>
    </message>
    <message>
        <source>SVG picture of the cells</source>
        <translation>单元的 SVG 图片</translation>
    </message>
    <message>
        <source>Device profile</source>
        <translation>设备档案</translation>
    </message>
    <message>
        <source>The network for ONNX Runtime and others, batch normalisation folded in. The file is read back and checked: names, connections, shapes and numbers.</source>
        <translation>用于 ONNX Runtime 等的网络，批归一化已折叠。文件会被读回并检查：名称、连接、形状和数值。</translation>
    </message>
    <message>
        <source>A Python file to read and change, its weights beside it. The weights are read back and compared. The file needs torch alone.</source>
        <translation>可供阅读和修改的 Python 文件，权重文件在其旁边。权重会被读回并比较。该文件只需要 torch。</translation>
    </message>
    <message>
        <source>The cells as the DARTS codes print them.</source>
        <translation>DARTS 代码输出格式的单元。</translation>
    </message>
    <message>
        <source>The cells as graphs.</source>
        <translation>以图表示的单元。</translation>
    </message>
    <message>
        <source>The cells as this window draws them.</source>
        <translation>与此窗口中绘制的单元相同。</translation>
    </message>
    <message>
        <source>All device settings of this project: measurements and predictors, for other projects and computers.</source>
        <translation>此项目的所有设备配置：测量和预测器，供其他项目和计算机使用。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>已训练</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>权重(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Image size (pixels)</source>
        <translation>图像尺寸（像素）(&amp;I)</translation>
    </message>
    <message>
        <source>First &amp;channels</source>
        <translation>初始通道数(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;ells</source>
        <translation>单元数(&amp;E)</translation>
    </message>
    <message>
        <source>C&amp;lasses</source>
        <translation>类别数(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <extracomment>A button: goes on to choose the file.</extracomment>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>The project contains no trained weights of this cell. Train it first.</source>
        <translation>项目中没有此单元的已训练权重。请先训练。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FetchDialog</name>
    <message>
        <source>Fetch images</source>
        <translation>下载图像</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <extracomment>A button: downloads.</extracomment>
        <translation>下载(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>About 170 MB from %1, checked and unpacked into %2. An interrupted download resumes where it stopped.</source>
        <extracomment>%1 a computer&apos;s name on the internet, %2 a folder.</extracomment>
        <translation>从 %1 下载约 170 MB，校验后解压到 %2。中断的下载会从原处继续。</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在校验…</translation>
    </message>
    <message>
        <source>Unpacking…</source>
        <translation>正在解压…</translation>
    </message>
    <message>
        <source>%1 downloaded</source>
        <extracomment>%1 an amount of data such as 1.2 MB.</extracomment>
        <translation>已下载 %1</translation>
    </message>
    <message>
        <source>%1 of %2 downloaded</source>
        <extracomment>%1 and %2 amounts of data such as 1.2 MB.</extracomment>
        <translation>已下载 %1，共 %2</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>正在结束…</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FrontOverlays</name>
    <message>
        <source>&amp;Uncertainty</source>
        <translation>不确定度(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Measure next…</source>
        <translation>接下来测量(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Travel there</source>
        <extracomment>A button: the points travel to their latencies on the device setting chosen beside it.</extracomment>
        <translation>移动到该配置(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Discretisation gap</source>
        <translation>离散化差距(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Size of the networks…</source>
        <translation>网络大小(&amp;S)…</translation>
    </message>
    <message>
        <source>How likely each candidate is on the front, given the noise of measuring and the predictor’s errors</source>
        <translation>考虑测量噪声和预测器误差后，每个候选位于前沿的可能性</translation>
    </message>
    <message>
        <source>The candidates whose measurement would change the front most</source>
        <translation>测量后最能改变前沿的候选</translation>
    </message>
    <message>
        <source>Other device setting</source>
        <translation>其他设备配置</translation>
    </message>
    <message>
        <source>Moves every point to its latency on the other device setting, and back</source>
        <translation>将每个点移动到其在另一设备配置上的延迟处，并可移回</translation>
    </message>
    <message>
        <source>Area that the front covers, in log latency × accuracy. Click for its history.</source>
        <translation>前沿覆盖的面积，以对数延迟 × 准确率计。单击可查看其变化历史。</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <extracomment>A button with a menu: more ways to look at the front.</extracomment>
        <translation>更多(&amp;O)</translation>
    </message>
    <message>
        <source>From the mean of the cells sampled in a search’s last epoch to the cell that it derived</source>
        <translation>从搜索最后采样的单元均值到其导出的单元</translation>
    </message>
    <message>
        <source>The points can travel to their latencies there</source>
        <translation>各点可移动到其在该配置上的延迟处</translation>
    </message>
    <message>
        <source>No candidate has a latency on another setting. Measure and fit there, then search again.</source>
        <translation>没有候选具有其他设备配置上的延迟。请在该配置上测量并拟合，然后再次搜索。</translation>
    </message>
    <message>
        <source>Hypervolume %1</source>
        <extracomment>%1 a number.</extracomment>
        <translation>超体积 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n larger candidate(s) left out.</source>
        <translation>
            <numerusform>已略去 %n 个较大的候选。</numerusform>
        </translation>
    </message>
    <message>
        <source>No search has sampled cells in this protocol.</source>
        <translation>此协议中没有搜索采样过单元。</translation>
    </message>
    <message>
        <source>No candidate is known on both settings.</source>
        <translation>没有候选在两个设备配置上都有数据。</translation>
    </message>
    <message>
        <source>No predictor states an error for this setting: fit one.</source>
        <translation>此设备配置没有给出误差的预测器：请拟合一个。</translation>
    </message>
    <message numerus="yes">
        <source>mean of %n sampled cell(s), λ %1</source>
        <extracomment>Mark in a plot: the mean of %n cells that a search sampled; %1 its price of latency.</extracomment>
        <translation>
            <numerusform>%n 个采样单元的均值，λ %1</numerusform>
        </translation>
    </message>
    <message>
        <source>80 % band of the front</source>
        <extracomment>Legend: two curves between which the true front lies with 80 % probability.</extracomment>
        <translation>前沿的 80% 带</translation>
    </message>
    <message>
        <source>mean of sampled cells to derived cell</source>
        <extracomment>Legend: a line between two points of a search.</extracomment>
        <translation>采样单元均值至导出单元</translation>
    </message>
    <message>
        <source>front of %1</source>
        <extracomment>Legend: %1 a device setting.</extracomment>
        <translation>%1 的前沿</translation>
    </message>
    <message>
        <source>&amp;Estimated cells</source>
        <translation>估计的单元(&amp;E)</translation>
    </message>
    <message>
        <source>Cells that were not trained, with the accuracy that is expected of them</source>
        <translation>未训练的单元及其预期准确率</translation>
    </message>
    <message>
        <source>expected ± 1 standard deviation</source>
        <extracomment>Legend: a band along the front.</extracomment>
        <translation>预期值 ± 1 标准差</translation>
    </message>
    <message>
        <source>Against another device</source>
        <extracomment>First entry of a list of device settings: none of them.</extracomment>
        <translation>与另一设备比较</translation>
    </message>
    <message>
        <source>Shows which candidates to measure once Uncertainty is on</source>
        <translation>打开“不确定度”后显示应测量哪些候选</translation>
    </message>
    <message>
        <source>μ line</source>
        <extracomment>Legend: the line of equal value for the chosen price of latency.</extracomment>
        <translation>μ 线</translation>
    </message>
    <message>
        <source>λ line</source>
        <translation>λ 线</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::FrontView</name>
    <message>
        <source>λ &amp;path</source>
        <translation>λ 路径(&amp;P)</translation>
    </message>
    <message>
        <source>Accuracy protocol</source>
        <translation>准确率协议</translation>
    </message>
    <message>
        <source>Accuracies are compared only within one protocol: the same data, network and training</source>
        <translation>准确率仅在同一协议内比较：相同的数据、网络和训练</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Front of accuracy against latency</source>
        <translation>准确率与延迟的前沿</translation>
    </message>
    <message>
        <source>Which operation wins on each edge as λ grows</source>
        <translation>随着 λ 增大，每条边上胜出的操作</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <extracomment>Title of an axis; %1 is a device setting.</extracomment>
        <translation>延迟（ms）</translation>
    </message>
    <message>
        <source>Cross-entropy (nats, lower is better)</source>
        <translation>交叉熵（nats，越低越好）</translation>
    </message>
    <message>
        <source>Accuracy, %1 (%)</source>
        <comment>%1 is the accuracy&apos;s provenance</comment>
        <translation>准确率，%1（%）</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>准确率（%）</translation>
    </message>
    <message>
        <source>No candidate has a cross-entropy in this protocol.</source>
        <translation>此协议下没有候选具有交叉熵。</translation>
    </message>
    <message>
        <source>front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>预算 %1</translation>
    </message>
    <message>
        <source>Best within %1: %2</source>
        <translation>%1 以内最佳：%2</translation>
    </message>
    <message>
        <source>Best within %1: %2 nats</source>
        <translation>%1 以内最佳：%2 nats</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>还没有候选。</translation>
    </message>
    <message>
        <source>Points on the front: %1.</source>
        <translation>前沿上的点：%1。</translation>
    </message>
    <message>
        <source>Every candidate exceeds the size limit (More, Size of the networks).</source>
        <translation>所有候选都超过所要求的大小（更多 › 网络大小）。</translation>
    </message>
    <message>
        <source>Selected: %1, %2 (%3).</source>
        <comment>%3 says how the accuracy is known</comment>
        <translation>已选：%1，%2（%3）。</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <extracomment>A button: latencies on a logarithmic axis.</extracomment>
        <translation>对数(&amp;L)</translation>
    </message>
    <message>
        <source>Latencies on a logarithmic axis</source>
        <translation>延迟用对数轴</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Shows everything again (Ctrl+0, or a double click on the plot)</source>
        <translation>重新显示全部（Ctrl+0，或双击图表）</translation>
    </message>
    <message>
        <source>Latency on %1 (ms)</source>
        <translation>%1 上的延迟（ms）</translation>
    </message>
    <message>
        <source>Latency in % of each device’s reference; %1: 100 % = %2</source>
        <extracomment>Title of an axis that shows several devices; %1 the one whose candidates are shown, %2 a latency.</extracomment>
        <translation>延迟占各设备参考值的 %；%1：100 % = %2</translation>
    </message>
    <message>
        <source>No candidate has a latency on “%1” yet.
Measure there, fit, then explore or search; or choose another device above.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>还没有候选在“%1”上有延迟。
请在该设备上测量、拟合，然后探索或搜索；或在上方选择其他设备。</translation>
    </message>
    <message>
        <source>No candidates with an accuracy and a latency yet.
Measure a device, fit, then explore.</source>
        <translation>尚无同时具有准确率和延迟的候选架构。
请先测量设备、拟合，然后探索。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::GuidedPath</name>
    <message>
        <source>Run everything (demo)</source>
        <translation>全部运行（演示）</translation>
    </message>
    <message>
        <source>Searches for cells at several prices λ of latency.</source>
        <translation>在多个延迟价格 λ 下搜索单元。</translation>
    </message>
    <message>
        <source>Shows the front: move λ, and the best trade-off is selected.</source>
        <translation>显示前沿：移动 λ，即选中最佳权衡。</translation>
    </message>
    <message>
        <source>Writes the selected architecture as an ONNX file.</source>
        <translation>将所选架构写入 ONNX 文件。</translation>
    </message>
    <message>
        <source>Settings of “%1”</source>
        <extracomment>%1 is the title of a step.</extracomment>
        <translation>“%1”的设置</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>误差 %1</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>needs %1 measured</source>
        <translation>需测量 %1 个</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>已训练</translation>
    </message>
    <message>
        <source>needs a search</source>
        <translation>需要先搜索</translation>
    </message>
    <message>
        <source>choose a candidate first</source>
        <translation>请先选择候选</translation>
    </message>
    <message>
        <source>with trained weights</source>
        <translation>使用已训练权重</translation>
    </message>
    <message>
        <source>untrained weights</source>
        <translation>使用未训练权重</translation>
    </message>
    <message>
        <source>start here</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>architectures: %1</source>
        <translation>架构：%1</translation>
    </message>
    <message>
        <source>cells found: %1</source>
        <translation>找到的单元：%1</translation>
    </message>
    <message>
        <source>needs a predictor</source>
        <translation>需要预测器</translation>
    </message>
    <message>
        <source>candidates: %1</source>
        <translation>候选：%1</translation>
    </message>
    <message>
        <source>needs candidates</source>
        <translation>需要候选</translation>
    </message>
    <message>
        <source>Fits a latency predictor to the measurements and reports its accuracy.</source>
        <translation>从测量中学习预测延迟，并说明预测的准确程度。</translation>
    </message>
    <message>
        <source>Trains the cells found and random ones for the same number of steps, for a fair comparison.</source>
        <translation>以相同步数训练找到的单元和随机单元，从而公平比较。</translation>
    </message>
    <message>
        <source>Trains few cells for few steps and learns from them which cells are good at each latency.</source>
        <translation>用少量步数训练少量单元，并从中学习在各延迟下哪些单元较好。</translation>
    </message>
    <message>
        <source>Measures, fits, explores, trains and exports with small settings: a few minutes on two cores</source>
        <translation>以小规模设置完成测量、拟合、探索、训练和导出：双核约需几分钟</translation>
    </message>
    <message>
        <source>explored</source>
        <translation>已探索</translation>
    </message>
    <message>
        <source>error %1: measure more</source>
        <extracomment>A predictor&apos;s mean error on architectures that it has not seen.</extracomment>
        <translation>误差 %1：请多测量</translation>
    </message>
    <message>
        <source>Make it mine…</source>
        <extracomment>A button: copies the read-only sample to a project of one&apos;s own.</extracomment>
        <translation>另存为我的…</translation>
    </message>
    <message>
        <source>The sample can only be read. A copy of it is a project of yours, with everything in it.</source>
        <translation>示例只读。它的副本就是您自己的项目，内容齐全。</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>此项目只读。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>有任务正在运行。</translation>
    </message>
    <message>
        <source>needs an exploration</source>
        <translation>需要先进行探索</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) of run %1</source>
        <extracomment>What will be trained: %n cells that a search ended with, %1 the number of its run.</extracomment>
        <translation>
            <numerusform>运行 %1 的 %n 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>candidate %1</source>
        <extracomment>What will be trained: %1 the number of the selected candidate.</extracomment>
        <translation>候选 %1</translation>
    </message>
    <message>
        <source>trained weights not kept</source>
        <translation>未保存训练权重</translation>
    </message>
    <message>
        <source>Times random architectures on the device chosen above. Avoid using the computer meanwhile.</source>
        <translation>在上方所选设备上测量随机架构的用时。期间请勿使用本机。</translation>
    </message>
    <message>
        <source>error %1, measured since</source>
        <extracomment>A predictor&apos;s mean error on architectures that it has not seen; many were measured after its fit.</extracomment>
        <translation>误差 %1，其后又有测量</translation>
    </message>
    <message>
        <source>Error %3 on architectures not seen in fitting. Fitted to %1; %2 measured since.</source>
        <extracomment>Tool tip of a step: %1 and %2 are numbers of architectures.</extracomment>
        <translation>对拟合时未见过的架构，误差为 %3。用 %1 个拟合；其后又测量了 %2 个。</translation>
    </message>
    <message>
        <source>Now: %1, and as many random ones as the settings ask.</source>
        <extracomment>Tool tip of a step: %1 the cells that it trains.</extracomment>
        <translation>现在：%1，以及设置中要求数量的随机单元。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::HoverCard</name>
    <message>
        <source>found at λ = %1</source>
        <translation>在 λ = %1 时找到</translation>
    </message>
    <message>
        <source>training steps: %1</source>
        <translation>训练步数：%1</translation>
    </message>
    <message>
        <source>images scored on: %1</source>
        <translation>评分所用图像：%1</translation>
    </message>
    <message>
        <source>%1 parameters, %2 MACs</source>
        <extracomment>%1 a count of parameters, %2 a count of multiply-accumulate operations.</extracomment>
        <translation>%1 参数，%2 MACs</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; accuracy, %2</source>
        <translation>准确率 &lt;b&gt;%1&lt;/b&gt;，%2</translation>
    </message>
    <message>
        <source>cross-entropy %1 nats</source>
        <translation>交叉熵 %1 nats</translation>
    </message>
    <message>
        <source>candidate %1 of run %2</source>
        <translation>候选 %1，来自运行 %2</translation>
    </message>
    <message>
        <source>on the front with a probability of %1</source>
        <extracomment>%1 a probability.</extracomment>
        <translation>位于前沿的概率为 %1</translation>
    </message>
    <message numerus="yes">
        <source>expected, by all %n training(s): %1</source>
        <extracomment>%1 an accuracy with one standard deviation; what is expected of a cell that was trained.</extracomment>
        <translation>
            <numerusform>依据全部 %n 次训练的预期：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2, %3</source>
        <extracomment>%1 a latency, %2 a device setting, %3 the latency&apos;s provenance.</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt;，在 %2 上，%3</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; latency on %2, %3</source>
        <extracomment>%1 a latency, %2 a device setting, %3 the latency&apos;s provenance.</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; 延迟，在 %2 上，%3</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::HypervolumeDialog</name>
    <message>
        <source>Hypervolume</source>
        <translation>超体积</translation>
    </message>
    <message>
        <source>Hypervolume by number of candidates</source>
        <translation>超体积随候选数的变化</translation>
    </message>
    <message>
        <source>Candidates, in the order in which they were found</source>
        <translation>候选，按发现的先后顺序</translation>
    </message>
    <message>
        <source>Area in log latency × accuracy that the front covers, against the 99th percentile of the latencies and the best accuracy less 15 points, the same for the whole curve.</source>
        <translation>前沿覆盖的面积，以对数延迟 × 准确率计，参考点为延迟的第 99 百分位数和最佳准确率减 15 个百分点，整条曲线采用同一参考点。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::JobController</name>
    <message>
        <source>Run %1 (%2) was interrupted at %3.</source>
        <translation>运行 %1（%2）在 %3 时中断。</translation>
    </message>
    <message>
        <source>Resume run %1</source>
        <extracomment>A button; %1 is the number of a run.</extracomment>
        <translation>继续运行 %1</translation>
    </message>
    <message>
        <source>Allow it and resume run %1</source>
        <extracomment>A button; %1 is the number of a run that wants to run a command or write a file.</extracomment>
        <translation>允许并继续运行 %1</translation>
    </message>
    <message>
        <source>Run %1 has finished.</source>
        <translation>运行 %1 已完成。</translation>
    </message>
    <message>
        <source>No search of this network has finished in this project; scoring needs its weights.</source>
        <translation>此项目中还没有完成对该网络的搜索：评分需要其权重。</translation>
    </message>
    <message>
        <source>Freed %1 of disk space.</source>
        <extracomment>%1 an amount such as 12 MB.</extracomment>
        <translation>已释放 %1 磁盘空间。</translation>
    </message>
    <message numerus="yes">
        <source>Added %n measurement(s) of %1 and their predictors: see Devices.</source>
        <extracomment>%n counts measurements, %1 is a computer&apos;s name.</extracomment>
        <translation>
            <numerusform>已添加 %1 的 %n 个测量结果及其预测器：见“设备”。</numerusform>
        </translation>
    </message>
    <message>
        <source>The worker has ended: %1. Stored results are safe.</source>
        <extracomment>%1 says why a process ended.</extracomment>
        <translation>工作进程已结束：%1。已保存的内容不受影响。</translation>
    </message>
    <message>
        <source>A new worker is started; run %1 can continue from its last checkpoint.</source>
        <translation>已启动新的工作进程；运行 %1 可从其最后一个检查点继续。</translation>
    </message>
    <message>
        <source>All done. No faster cell is worth the accuracy that it costs: the best cell found at λ = 0 is exported as %1.</source>
        <translation>全部完成。没有更快的单元值得为其损失的准确率：在 λ = 0 处找到的最佳单元已导出为 %1。</translation>
    </message>
    <message>
        <source>All done. The chosen cell saves %1 of the latency of the best one; it is exported as %2. Move λ to see the other trade-offs.</source>
        <extracomment>%1 per cent, %2 a file.</extracomment>
        <translation>全部完成。选出的单元比最佳单元节省 %1 的延迟；已导出为 %2。移动 λ 可查看其他权衡。</translation>
    </message>
    <message>
        <source>No run of this project tells how to train for “%1”. Train with the settings of the step “Train”.</source>
        <extracomment>%1 an accuracy protocol.</extracomment>
        <translation>本项目没有运行说明如何为“%1”训练。请按“训练”步骤的设置训练。</translation>
    </message>
    <message>
        <source>stopped before it began</source>
        <translation>在开始前已停止</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2, saved there</source>
        <extracomment>%1 of %2: steps of a search.</extracomment>
        <translation>停在第 %1 步（共 %2 步），已保存</translation>
    </message>
    <message>
        <source>stopped at %1, what it had stored is kept</source>
        <extracomment>%1 a share of a job.</extracomment>
        <translation>停在 %1，已存储的内容保留</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <extracomment>%1 the number of a run, %2 how it ended.</extracomment>
        <translation>运行 %1：%2</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Run %1 has finished: %2.</source>
        <extracomment>%1 the number of a run, %2 what it resulted in.</extracomment>
        <translation>运行 %1 已完成：%2。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message numerus="yes">
        <source>Run %1 has not moved for %n minute(s). It may wait for its device, its disk, or memory that other programs take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on from its last checkpoint.</source>
        <extracomment>%1 the number of a run.</extracomment>
        <translation>
            <numerusform>运行 %1 已有 %n 分钟没有进展。它可能在等待其设备、磁盘，或被其他程序占用的内存。可以将其停止，之后再继续；没有响应的工作进程可以结束，运行会从最后一个检查点继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop run %1</source>
        <extracomment>Buttons; the worker is the process that runs jobs.</extracomment>
        <translation>停止运行 %1</translation>
    </message>
    <message>
        <source>End the worker</source>
        <translation>结束工作进程</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::JobSettingsDialog</name>
    <message>
        <source>Settings: %1</source>
        <extracomment>Title of a settings form; %1 is a kind of job such as &quot;Search&quot;.</extracomment>
        <translation>设置：%1</translation>
    </message>
    <message>
        <source>Trained weights are written where the project holds some,
random ones otherwise; the file says which.</source>
        <translation>如果项目中有已训练的权重，则写入该权重，
否则写入随机权重；文件中会注明是哪一种。</translation>
    </message>
    <message>
        <source>Random cells beside</source>
        <translation>附加随机单元数</translation>
    </message>
    <message>
        <source>About %1, at the pace of run %2 in this project.</source>
        <extracomment>%1 a duration, %2 the number of a run.</extracomment>
        <translation>约 %1，按本项目中运行 %2 的速度估算。</translation>
    </message>
    <message>
        <source>About %1, as set above.</source>
        <extracomment>%1 a duration.</extracomment>
        <translation>约 %1，如上所设。</translation>
    </message>
    <message>
        <source>&amp;Fetch…</source>
        <translation>下载(&amp;F)…</translation>
    </message>
    <message>
        <source>Download a published data set</source>
        <translation>下载已发布的数据集</translation>
    </message>
    <message>
        <source>As set below</source>
        <extracomment>Of a list of published recipes: none of them was chosen, the settings are as they were.</extracomment>
        <translation>按下方设置</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>A list of published recipes whose numbers fill the form.</extracomment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Published for networks of %1 channels and %2 cells. The network stays as it was measured: %3 channels, %4 cells.</source>
        <extracomment>Channels and cells of a network; %1 and %2 as published, %3 and %4 in this project.</extracomment>
        <translation>发表时用于 %1 个通道、%2 个单元的网络。网络保持测量时的设置：%3 个通道、%4 个单元。</translation>
    </message>
    <message>
        <source>Passes over the images: %1.</source>
        <extracomment>%1 a number: how often the training images are seen.</extracomment>
        <translation>遍历图像的次数：%1。</translation>
    </message>
    <message>
        <source>Weights, gradients and everything that a step keeps, and what the program takes itself; the images come on top. A search or a training that would not fit is refused before it starts.</source>
        <translation>权重、梯度、每一步保留的全部内容，以及程序自身所需；图像另计。放不下的搜索或训练在开始前会被拒绝。</translation>
    </message>
    <message>
        <source>About %1 of memory beside the images.</source>
        <translation>除图像外约需 %1 内存。</translation>
    </message>
    <message>
        <source>About %1 of memory beside the images; %2 are free on this computer.</source>
        <translation>除图像外约需 %1 内存；本机可用 %2。</translation>
    </message>
    <message>
        <source>It will not fit: about %1 of memory are needed, and %2 are free on this computer.</source>
        <extracomment>%1 and %2 amounts of memory such as 1.2 GB.</extracomment>
        <translation>放不下：约需 %1 内存，本机可用 %2。</translation>
    </message>
    <message>
        <source>Lower “%1”: %2 would fit.</source>
        <translation>请减小“%1”：%2 可以放下。</translation>
    </message>
    <message>
        <source>Measure and search a smaller network: fewer channels or cells.</source>
        <translation>请测量并搜索更小的网络：减少通道数或单元数。</translation>
    </message>
    <message>
        <source>Augmentation: %1.</source>
        <extracomment>What is changed about the images; %1 such as &quot;shift and flip (CIFAR)&quot;.</extracomment>
        <translation>数据增强：%1。</translation>
    </message>
    <message>
        <source>How long it takes is not known yet: no run of this project with such settings has recorded it. About a minute after its start the job says how much is left.</source>
        <translation>所需时间尚不清楚：本项目中还没有使用此类设置的运行记录过。任务开始约一分钟后会给出剩余时间。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LambdaPanel</name>
    <message>
        <source>Refine &amp;here</source>
        <translation>在此细化(&amp;H)</translation>
    </message>
    <message>
        <source>Lambda, the price of latency</source>
        <translation>Lambda，延迟价格</translation>
    </message>
    <message>
        <source>The price of latency: 0 asks for accuracy alone. Ticks mark where the choice changes; Page Up and Page Down go from choice to choice.</source>
        <translation>延迟价格：0 表示只要求准确率。刻度标出选择发生变化之处；按 Page Up 和 Page Down 在各选择之间移动。</translation>
    </message>
    <message>
        <source>Lambda as a number</source>
        <translation>Lambda 数值</translation>
    </message>
    <message>
        <source>Target latency in milliseconds</source>
        <translation>目标延迟（毫秒）</translation>
    </message>
    <message>
        <source> ms</source>
        <extracomment>Unit: milliseconds.</extracomment>
        <translation> ms</translation>
    </message>
    <message>
        <source>A search takes λ. Here only μ is known: choose a target latency instead.</source>
        <translation>搜索需要 λ。这里只知道 μ：请改为选择目标延迟。</translation>
    </message>
    <message>
        <source>Starts a search at this λ, or for this target latency</source>
        <translation>以此 λ 或此目标延迟启动搜索</translation>
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
        <translation>前沿上没有更快的候选。</translation>
    </message>
    <message>
        <source>Nothing on the front is more accurate.</source>
        <translation>前沿上没有更准确的候选。</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>还没有候选。</translation>
    </message>
    <message>
        <source>Move the slider or click a candidate.</source>
        <translation>移动滑块或单击候选。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; %2, &lt;b&gt;%3&lt;/b&gt; %4</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; %2，&lt;b&gt;%3&lt;/b&gt; %4</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 nats&lt;/b&gt;, &lt;b&gt;%2&lt;/b&gt; %3</source>
        <extracomment>%1 cross-entropy, %2 latency, %3 its provenance.</extracomment>
        <translation>&lt;b&gt;%1 nats&lt;/b&gt;，&lt;b&gt;%2&lt;/b&gt; %3</translation>
    </message>
    <message>
        <source>The search that runs takes this λ, or this target latency, from its next step on. Searches that “Refine here” starts do; one over a list of λ keeps to its list.</source>
        <translation>正在运行的搜索从下一步起采用此 λ 或此目标延迟。由“在此细化”启动的搜索如此；按 λ 列表的搜索仍按其列表。</translation>
    </message>
    <message>
        <source>Nothing on the front is faster; stem, head and links alone take about %1.</source>
        <translation>前沿上没有更快的；仅主干、头部和连接就约需 %1。</translation>
    </message>
    <message>
        <source>Search &amp;follows</source>
        <translation>搜索跟随(&amp;F)</translation>
    </message>
    <message>
        <source>Latency &amp;budget</source>
        <translation>延迟预算(&amp;B)</translation>
    </message>
    <message>
        <source>Aim at a latency instead of a price: the best candidate that is as fast is chosen, and a search finds the price by itself. Drag the line in the plot, or type.</source>
        <translation>以延迟而非价格为目标：选择同样快的最佳候选，搜索会自行找到价格。可拖动图中的线，或直接输入。</translation>
    </message>
    <message>
        <source>%1 nats, %2</source>
        <extracomment>A step along the front: %1 a difference of accuracies in percentage points, %2 of latencies.</extracomment>
        <translation>%1 nat，%2</translation>
    </message>
    <message>
        <source>%1 pt, %2</source>
        <translation>%1 点，%2</translation>
    </message>
    <message>
        <source>Next faster: %1</source>
        <translation>下一个更快的：%1</translation>
    </message>
    <message>
        <source>Next better: %1</source>
        <translation>下一个更好的：%1</translation>
    </message>
    <message>
        <source>own choice</source>
        <extracomment>After a candidate that was clicked: neither λ nor the budget would choose it.</extracomment>
        <translation>自选</translation>
    </message>
    <message>
        <source>μ, the price of latency in accuracy: no cross-entropy is known here that λ could be a price in</source>
        <translation>μ，以准确率计的延迟价格：这里没有可供 λ 计价的交叉熵</translation>
    </message>
    <message>
        <source>λ, the price of latency in the loss</source>
        <translation>λ，损失中的延迟价格</translation>
    </message>
    <message>
        <source>No candidate is this fast; the fastest takes %1.</source>
        <extracomment>The latency budget is too small; %1 is a latency.</extracomment>
        <translation>没有这么快的候选；最快的需要 %1。</translation>
    </message>
    <message>
        <source>Candidate %1 has no latency and accuracy here.</source>
        <extracomment>%1 the number of the selected candidate: the front is of another device setting or accuracy protocol.</extracomment>
        <translation>候选 %1 在此没有延迟和准确率。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; there</source>
        <extracomment>%1 a latency on the other device setting that is chosen above the front, with the mark of its provenance.</extracomment>
        <translation>在那里 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LambdaPathView</name>
    <message>
        <source>λ path: the operation that wins on each edge as λ grows</source>
        <translation>λ 路径：随着 λ 增大，每条边上胜出的操作</translation>
    </message>
    <message>
        <source>λ rises →</source>
        <translation>λ 增大 →</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <extracomment>An edge of a cell: kind of cell, from state, to state.</extracomment>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>norm.</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>red.</source>
        <translation>缩减</translation>
    </message>
    <message>
        <source>The path shows here as soon as the front has cells to choose from.</source>
        <translation>前沿上有可供选择的单元后，路径会立即显示在这里。</translation>
    </message>
    <message>
        <source>μ rises →</source>
        <translation>μ 增大 →</translation>
    </message>
    <message>
        <source>%1: %2
%3, %4</source>
        <extracomment>%1 an edge, %2 its operation, %3 latency and %4 accuracy of the candidate.</extracomment>
        <translation>%1：%2
%3，%4</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Choice %1 of %2.</source>
        <translation>选择 %1（共 %2 个）。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Messages from the worker appear here.</source>
        <translation>工作进程的输出显示在这里。</translation>
    </message>
    <message>
        <source>Which messages are shown</source>
        <translation>显示哪些消息</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>全部消息</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>仅错误</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MainWindow</name>
    <message>
        <source>Paretoscope projects (*.paretoscope)</source>
        <translation>Paretoscope 项目 (*.paretoscope)</translation>
    </message>
    <message>
        <source>A job is running. Stop it before opening another project.</source>
        <translation>有作业正在运行。请先停止它，再打开其他项目。</translation>
    </message>
    <message>
        <source>This project can only be read.</source>
        <translation>该项目只能读取。</translation>
    </message>
    <message>
        <source>A job is running</source>
        <extracomment>Why the desktop must not put the computer to sleep.</extracomment>
        <translation>有作业正在运行</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>没有作业在运行。</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Closing stops it at its next step, with a checkpoint. It can be resumed when the project is opened again.</source>
        <translation>关闭会使作业在下一步停止，并保存检查点。再次打开项目时可以继续。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stopping with a checkpoint…</source>
        <translation>正在保存检查点并停止…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>打开项目(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的项目(&amp;R)</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>打开示例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Write report…</source>
        <translation>写入报告(&amp;W)…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Copy front as &amp;picture</source>
        <translation>将前沿复制为图片(&amp;P)</translation>
    </message>
    <message>
        <source>Copy front as &amp;data (CSV)</source>
        <translation>将前沿复制为数据 (CSV)(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>作业(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Queue…</source>
        <translation>队列(&amp;Q)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>λ &amp;path</source>
        <translation>λ 路径(&amp;P)</translation>
    </message>
    <message>
        <source>Next &amp;faster choice</source>
        <translation>下一个更快的选择(&amp;F)</translation>
    </message>
    <message>
        <source>Next &amp;better choice</source>
        <translation>下一个更优的选择(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Zoom back</source>
        <translation>返回上次缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Save front as picture…</source>
        <translation>将前沿保存为图片(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Guided path</source>
        <translation>引导流程(&amp;G)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>命令(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Paretoscope</source>
        <translation>关于 Paretoscope(&amp;A)</translation>
    </message>
    <message>
        <source>About Paretoscope</source>
        <translation>关于 Paretoscope</translation>
    </message>
    <message>
        <source>Paretoscope %1
Explores accuracy and latency trade-offs of neural architectures.
GPL-3.0-or-later; the core is Apache-2.0.</source>
        <extracomment>%1 is a version number.</extracomment>
        <translation>Paretoscope %1
探索神经网络架构的准确率与延迟权衡。
GPL-3.0-or-later；核心部分为 Apache-2.0。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Run %1 has finished</source>
        <translation>运行 %1 已完成</translation>
    </message>
    <message>
        <source>Run %1 has stopped</source>
        <translation>运行 %1 已停止</translation>
    </message>
    <message>
        <source>This program was built without its sample project.</source>
        <translation>此程序构建时未包含示例项目。</translation>
    </message>
    <message>
        <source>&amp;Settings of tuning…</source>
        <translation>调优设置(&amp;S)…</translation>
    </message>
    <message>
        <source>The computer runs on its battery: it may be slower than usual, and measurements less steady. Plug it in, or pause the job.</source>
        <translation>计算机正使用电池：可能比平时慢，测量也更不稳定。请接通电源或暂停任务。</translation>
    </message>
    <message>
        <source>&amp;Disk use…</source>
        <translation>磁盘占用(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Arrangement</source>
        <extracomment>Menu: how the views are arranged.</extracomment>
        <translation>布局(&amp;A)</translation>
    </message>
    <message>
        <source>All views as &amp;tabs</source>
        <translation>所有视图为标签页(&amp;T)</translation>
    </message>
    <message>
        <source>This view &amp;beside the others</source>
        <translation>将此视图置于其他视图旁(&amp;B)</translation>
    </message>
    <message>
        <source>This view in a &amp;window of its own</source>
        <translation>将此视图置于单独窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Save arrangement…</source>
        <translation>保存布局(&amp;S)…</translation>
    </message>
    <message>
        <source>Save arrangement</source>
        <translation>保存布局</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>&amp;Delete arrangement</source>
        <translation>删除布局(&amp;D)</translation>
    </message>
    <message>
        <source>The project takes %1 on the disk. %2 of it are the weights that finished searches left behind; they serve only to score cells (what if). Weights of trained cells stay.</source>
        <extracomment>%1 and %2 amounts such as 12 MB.</extracomment>
        <translation>项目占用磁盘 %1，其中 %2 是已完成搜索留下的权重，仅用于给单元评分（假设）。已训练单元的权重会保留。</translation>
    </message>
    <message>
        <source>Remove searches&apos; weights</source>
        <translation>删除搜索的权重</translation>
    </message>
    <message>
        <source>Disk use</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>&amp;Import device profile…</source>
        <translation>导入设备配置(&amp;I)…</translation>
    </message>
    <message>
        <source>Open a project of your own first.</source>
        <translation>请先打开您自己的项目。</translation>
    </message>
    <message>
        <source>Import device profile</source>
        <translation>导入设备配置</translation>
    </message>
    <message>
        <source>What another computer measured, and the predictors fitted to it, become device settings of that computer in this project: to search for, and to compare with.</source>
        <translation>另一台计算机的测量结果及其拟合的预测器，将作为该计算机的设备设置加入本项目：可用于搜索和比较。</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件导入…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Device profiles (*.psprofile)</source>
        <translation>设备配置 (*.psprofile)</translation>
    </message>
    <message>
        <source>The picture was made from %1, which no longer exists.</source>
        <translation>此图片由 %1 生成，而该文件已不存在。</translation>
    </message>
    <message>
        <source>This picture contains no information about what it shows.</source>
        <translation>此图片没有说明它所显示的内容。</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开项目。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <extracomment>%1 is the title of a step, %2 what it needs.</extracomment>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>有任务正在运行。</translation>
    </message>
    <message>
        <source>Make it mine</source>
        <translation>另存为我的</translation>
    </message>
    <message>
        <source>%1 is no Paretoscope project.</source>
        <translation>%1 不是 Paretoscope 项目。</translation>
    </message>
    <message>
        <source>The project is still being read.</source>
        <translation>仍在读取项目。</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>图片 (*.svg *.pdf *.png)</translation>
    </message>
    <message numerus="yes">
        <source>Folder for %n file(s)</source>
        <translation>
            <numerusform>存放 %n 个文件的文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these files exist(s) there already.</source>
        <translation>
            <numerusform>其中 %n 个文件已存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>No candidate of this project has a latency on %1.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>本项目中没有候选在 %1 上有延迟。</translation>
    </message>
    <message>
        <source>Candidate %1 is not among those with an accuracy and a latency here.</source>
        <translation>候选 %1 不在此处同时有准确率和延迟的候选之中。</translation>
    </message>
    <message>
        <source>candidate %1: %2, %3</source>
        <extracomment>In a picture: %1 the number of a candidate, %2 its accuracy, %3 its latency.</extracomment>
        <translation>候选 %1：%2，%3</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <extracomment>Menu: the command that opens a window at what is looked at now.</extracomment>
        <translation>复制链接(&amp;L)</translation>
    </message>
    <message>
        <source>Settings &amp;of the front&apos;s trainings…</source>
        <translation>前沿训练的设置(&amp;O)…</translation>
    </message>
    <message>
        <source>Pre&amp;vious selection</source>
        <extracomment>Menu: to the candidate that was selected before, with price and budget.</extracomment>
        <translation>上一个选择(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt selection</source>
        <extracomment>Menu: the way back again.</extracomment>
        <translation>下一个选择(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <extracomment>Menu: a card beside one part of the window after another says what it is.</extracomment>
        <translation>窗口导览(&amp;T)</translation>
    </message>
    <message>
        <source>Each mark is a neural network: further up more accurate, further left faster. The line joins those that no other one beats on both counts.</source>
        <translation>每个标记是一个神经网络：越高越准确，越靠左越快。连线上的网络没有被其他网络在两方面同时超过。</translation>
    </message>
    <message>
        <source>λ is the price of latency. Drag the slider: the best network at that price is selected on the line.</source>
        <translation>λ 是延迟的价格。拖动滑块，线上在该价格下最好的网络会被选中。</translation>
    </message>
    <message>
        <source>The cells of the selected network. Click an operation to try another one: what it would cost on each device is shown below.</source>
        <translation>所选网络的单元。点击某个操作可换成另一个：它在各设备上的代价显示在下方。</translation>
    </message>
    <message>
        <source>More views: compare two networks, see where devices disagree and how far the predictions can be trusted, and follow the jobs.</source>
        <translation>更多视图：比较两个网络，查看设备间的分歧和预测的可信程度，并跟踪任务。</translation>
    </message>
    <message>
        <source>The way to your own network: measure this computer, fit, explore, choose, train and export. The sample can only be read; “Make it mine” copies it.</source>
        <translation>通往您自己的网络：测量本机、拟合、探索、选择、训练、导出。示例只能读取；“另存为我的…”会复制它。</translation>
    </message>
    <message>
        <source>A table of latencies or accuracies is taken into a project in a terminal: paretoscope-cli import.</source>
        <translation>延迟或精度表格要在终端中导入项目：paretoscope-cli import。</translation>
    </message>
    <message>
        <source>ONNX files are what this program writes; it does not read them.</source>
        <translation>本程序只写出 ONNX 文件，不读取它们。</translation>
    </message>
    <message>
        <source>A device profile is taken into an open project: File › Import device profile….</source>
        <translation>设备配置文件要导入到已打开的项目中：文件 › 导入设备配置文件…。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 is a folder. A project is a file.</source>
        <translation>%1 是文件夹，而项目是文件。</translation>
    </message>
    <message>
        <source>%1 is no Paretoscope project: it is empty.</source>
        <translation>%1 不是 Paretoscope 项目：文件是空的。</translation>
    </message>
    <message>
        <source>&amp;Pause or continue</source>
        <translation>暂停或继续(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>No project can be made in the folder %1: it can only be read.</source>
        <translation>无法在文件夹 %1 中新建项目：它是只读的。</translation>
    </message>
    <message>
        <source>Run everything</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Measures random architectures on this computer, fits, explores, trains and exports with small settings: a few minutes on two cores. What the project holds stays, and is used where it fits. cell.onnx, cell.svg and front.csv are written into %1.</source>
        <extracomment>%1 a folder.</extracomment>
        <translation>以小规模设置在本机上测量随机架构、拟合、探索、训练并导出：两个核心约需几分钟。项目中已有的内容会保留，并在适用时使用。cell.onnx、cell.svg 和 front.csv 将写入 %1。</translation>
    </message>
    <message>
        <source>%1 is a pipe or a device. A project is a file.</source>
        <translation>%1 是管道或设备。项目应为文件。</translation>
    </message>
    <message>
        <source>Open “%1” again</source>
        <extracomment>A button; %1 is the name of a project.</extracomment>
        <translation>重新打开“%1”</translation>
    </message>
    <message>
        <source>Show the report</source>
        <extracomment>A button: opens the report of a crash.</extracomment>
        <translation>显示报告</translation>
    </message>
    <message>
        <source>Paretoscope crashed the last time; what was stored is safe. A report that you can send, without personal data, is in %1.</source>
        <extracomment>%1 a file.</extracomment>
        <translation>Paretoscope 上次崩溃了；已存储的内容是安全的。可发送的报告位于 %1，不含个人数据。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeasureNextDialog</name>
    <message>
        <source>Measure next</source>
        <translation>接下来测量</translation>
    </message>
    <message>
        <source>Candidates to measure</source>
        <translation>待测量的候选</translation>
    </message>
    <message>
        <source>On %1, these latencies are predictions. Measuring these candidates is expected to change the front most.</source>
        <extracomment>%1 a device setting.</extracomment>
        <translation>在 %1 上，这些延迟为预测值。测量这些候选预计最能改变前沿。</translation>
    </message>
    <message>
        <source>&amp;Measure them</source>
        <translation>测量这些候选(&amp;M)</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Predicted latency</source>
        <translation>预测延迟</translation>
    </message>
    <message>
        <source>On the front</source>
        <translation>位于前沿</translation>
    </message>
    <message>
        <source>Mean change of the hypervolume if only this latency were known exactly, against the largest</source>
        <translation>若仅此延迟被精确获知，超体积的平均变化，相对于最大者</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <extracomment>%1 a latency, %2 its uncertainty in per cent.</extracomment>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>Expected change (largest: 100 %)</source>
        <translation>预期变化（最大为 100%）</translation>
    </message>
    <message>
        <source>Tick a candidate first.</source>
        <translation>请先勾选一个候选。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeasuringPanel</name>
    <message>
        <source>Latencies of this run</source>
        <translation>本次运行的延迟</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>延迟（ms）</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Drift of the sentinel</source>
        <translation>哨兵测量的漂移</translation>
    </message>
    <message>
        <source>The sentinel is one architecture that is measured again after each block: what it drifts by, the machine drifts by. Latencies are corrected for it.</source>
        <translation>哨兵测量是在每个批次之后重复测量同一个架构：它的漂移就是机器的漂移。延迟已据此校正。</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>尚未测量。</translation>
    </message>
    <message>
        <source>sentinel</source>
        <extracomment>A line in a histogram of latencies: the architecture that is measured again and again.</extracomment>
        <translation>哨兵</translation>
    </message>
    <message>
        <source>No measurements yet.</source>
        <translation>尚无测量。</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>%1 is the number of a run.</extracomment>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Unstable</source>
        <extracomment>Measurements whose repetitions did not agree.</extracomment>
        <translation>不稳定</translation>
    </message>
    <message>
        <source>Some architectures are measured again, to know the noise: a measurement each time. Those of the sentinel do not count.</source>
        <translation>为了解噪声，部分架构会再次测量，每次算一次测量。哨兵的测量不计入。</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量次数</translation>
    </message>
    <message>
        <source>Measurements so far</source>
        <translation>至今的测量次数</translation>
    </message>
    <message>
        <source>Sentinel against its median (%)</source>
        <translation>哨兵测量相对中位数（%）</translation>
    </message>
    <message>
        <source>Sentinel, lowest to highest</source>
        <extracomment>The range of its drift.</extracomment>
        <translation>哨兵测量，最低到最高</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritPlot</name>
    <message>
        <source>The chosen cell among random cells of its latency</source>
        <translation>所选单元与相同延迟的随机单元</translation>
    </message>
    <message>
        <source>Accuracy, trained (%)</source>
        <translation>准确率，训练所得 (%)</translation>
    </message>
    <message>
        <source>Cells of this latency that it beats</source>
        <translation>所胜过的相同延迟单元数</translation>
    </message>
    <message numerus="yes">
        <source>Candidate %1: %2, mean of %n seed(s); %3, %4</source>
        <extracomment>%1 the number of a candidate, %2 an accuracy, %3 a latency, %4 how it is known; %n training seeds.</extracomment>
        <translation>
            <numerusform>候选 %1：%2，%n 个种子的均值；%3，%4</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen cell</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>所选单元</translation>
    </message>
    <message>
        <source>random cells</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>随机单元</translation>
    </message>
    <message>
        <source>mean of the random cells</source>
        <translation>随机单元的均值</translation>
    </message>
    <message>
        <source>a training seed</source>
        <extracomment>Legend: marks in a plot of cells.</extracomment>
        <translation>一个训练种子</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MeritView</name>
    <message>
        <source>Train the &amp;cell</source>
        <translation>训练该单元(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;More seeds</source>
        <translation>更多种子(&amp;M)</translation>
    </message>
    <message>
        <source>Trains the chosen cell as the accuracies on the front were trained</source>
        <translation>按前沿上准确率的训练方式训练所选单元</translation>
    </message>
    <message>
        <source>Trains the chosen cell again with other seeds, so that luck counts for less</source>
        <translation>用其他种子再次训练所选单元，以减少偶然</translation>
    </message>
    <message>
        <source>Draws random cells of this latency and trains them as the chosen cell was trained</source>
        <translation>抽取该延迟的随机单元，并按所选单元的方式训练</translation>
    </message>
    <message>
        <source>Hypervolume of the front against trainings</source>
        <translation>前沿超体积随训练次数的变化</translation>
    </message>
    <message>
        <source>Nothing has an accuracy and a latency yet. Measure, fit, search and train first.</source>
        <translation>尚无同时具有准确率和延迟的候选。请先测量、拟合、搜索并训练。</translation>
    </message>
    <message>
        <source>The chosen cell and random cells of its latency will stand here.</source>
        <translation>所选单元与相同延迟的随机单元将显示在此。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Why.&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;原因。&lt;/b&gt;%1</translation>
    </message>
    <message>
        <source>Explore, and what makes cells good at equal latency will stand here.</source>
        <translation>探索之后，此处将说明相同延迟下单元优劣的原因。</translation>
    </message>
    <message numerus="yes">
        <source>Train %n &amp;random cell(s)</source>
        <extracomment>A button: %n random cells of the chosen cell&apos;s latency.</extracomment>
        <translation>
            <numerusform>训练 %n 个随机单元(&amp;R)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Merit</source>
        <translation>优劣(&amp;M)</translation>
    </message>
    <message>
        <source>Nats of loss saved by a usual difference (1 standard deviation) of a trait; whiskers: 95 % interval</source>
        <translation>特征的通常差异（1 个标准差）所减少的损失（纳特）；须线：95 % 区间</translation>
    </message>
    <message>
        <source>Trainings of the exploration</source>
        <translation>探索中的训练次数</translation>
    </message>
    <message>
        <source>Their hypervolume (log latency × accuracy)</source>
        <translation>其超体积（对数延迟 × 准确率）</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::OutlierModel</name>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Measured</source>
        <extracomment>Column: a measured latency.</extracomment>
        <translation>实测</translation>
    </message>
    <message>
        <source>Predicted</source>
        <extracomment>Column: a predicted latency.</extracomment>
        <translation>预测</translation>
    </message>
    <message>
        <source>Plain network</source>
        <extracomment>Column: the latency that the paper&apos;s plain network predicts.</extracomment>
        <translation>普通网络</translation>
    </message>
    <message>
        <source>Genotype</source>
        <translation>基因型</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PlotTable</name>
    <message>
        <source>The first %1 of %2 rows. Save the data for all of them.</source>
        <translation>前 %1 行，共 %2 行。保存数据可得到全部行。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>The plot shows no data.</source>
        <translation>图中没有数据。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PlotView</name>
    <message>
        <source>Copy &amp;picture</source>
        <translation>复制图片(&amp;P)</translation>
    </message>
    <message>
        <source>Copy &amp;data (CSV)</source>
        <translation>复制数据 (CSV)(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>保存图片(&amp;S)…</translation>
    </message>
    <message>
        <source>Save d&amp;ata…</source>
        <translation>保存数据(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>Zoom &amp;back</source>
        <translation>返回上次缩放(&amp;B)</translation>
    </message>
    <message>
        <source>Show as &amp;table…</source>
        <translation>以表格显示(&amp;T)…</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::PredictorView</name>
    <message>
        <source>Predictor</source>
        <translation>预测器</translation>
    </message>
    <message>
        <source>Predicted against measured latency</source>
        <translation>预测延迟与实测延迟</translation>
    </message>
    <message>
        <source>Measured latency (ms)</source>
        <translation>实测延迟（ms）</translation>
    </message>
    <message>
        <source>Predicted latency (ms)</source>
        <translation>预测延迟（ms）</translation>
    </message>
    <message>
        <source>Histogram of errors</source>
        <translation>误差直方图</translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation>误差（%）</translation>
    </message>
    <message>
        <source>Architectures (%)</source>
        <translation>架构（%）</translation>
    </message>
    <message>
        <source>Error by latency</source>
        <translation>误差随延迟的变化</translation>
    </message>
    <message>
        <source>Size of the error (%)</source>
        <translation>误差大小（%）</translation>
    </message>
    <message>
        <source>Error by number of architectures</source>
        <translation>误差随架构数的变化</translation>
    </message>
    <message>
        <source>Architectures measured</source>
        <translation>已测量架构数</translation>
    </message>
    <message>
        <source>Mean error (%)</source>
        <translation>平均误差（%）</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Level of the stated interval (%)</source>
        <translation>标称区间的水平（%）</translation>
    </message>
    <message>
        <source>Measured inside it (%)</source>
        <translation>实测落在区间内（%）</translation>
    </message>
    <message>
        <source>Predicted and measured</source>
        <translation>预测与实测</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>Costs</source>
        <extracomment>Tab: what operations cost on each edge.</extracomment>
        <translation>开销</translation>
    </message>
    <message>
        <source>Outliers</source>
        <extracomment>Tab: the architectures that the predictor misses most.</extracomment>
        <translation>离群点</translation>
    </message>
    <message>
        <source>The network that the LA-DARTS paper feeds with the one-hot encoding, on the same data</source>
        <translation>LA-DARTS 论文中以 one-hot 编码为输入的网络，使用相同数据</translation>
    </message>
    <message>
        <source>Architectures with the largest errors</source>
        <translation>误差最大的架构</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <extracomment>What a predictor was fitted from.</extracomment>
        <translation>
            <numerusform>%n 次测量</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured %1, predicted %2</source>
        <extracomment>%1 and %2 latencies.</extracomment>
        <translation>实测 %1，预测 %2</translation>
    </message>
    <message>
        <source>Compare with &amp;plain network</source>
        <translation>对照普通网络(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Predictor</source>
        <translation>预测器(&amp;P)</translation>
    </message>
    <message>
        <source>%1, %2 (no. %3)</source>
        <extracomment>%1 a device setting, %2 what it was fitted from (&quot;330 measurements&quot;), %3 the predictor&apos;s number.</extracomment>
        <translation>%1，%2（编号 %3）</translation>
    </message>
    <message>
        <source>The only predictor of this project</source>
        <translation>本项目唯一的预测器</translation>
    </message>
    <message>
        <source>No predictor yet.</source>
        <translation>还没有预测器。</translation>
    </message>
    <message>
        <source>No predictor yet.
Measure a device, then fit.</source>
        <translation>尚无预测器。
请先测量设备，然后拟合。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ProcessTransport</name>
    <message>
        <source>another process is writing to this project</source>
        <translation>另一个进程正在写入此项目</translation>
    </message>
    <message>
        <source>there is not enough memory or disk space</source>
        <translation>内存或磁盘空间不足</translation>
    </message>
    <message>
        <source>it ended with exit code %1</source>
        <translation>退出代码为 %1</translation>
    </message>
    <message>
        <source>it could not be started: %1</source>
        <translation>无法启动：%1</translation>
    </message>
    <message>
        <source>it was killed or crashed</source>
        <translation>已被终止或崩溃</translation>
    </message>
    <message>
        <source>the program %1 was not found; put it next to this program or on the PATH</source>
        <translation>找不到程序 %1；它应位于本程序所在目录或 PATH 中</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ProgressStrip</name>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>正在运行的作业的进度</translation>
    </message>
    <message>
        <source>The job waits at its next step</source>
        <translation>作业在下一步暂停等待</translation>
    </message>
    <message>
        <source>The job ends at its next step and can be resumed</source>
        <translation>作业在下一步结束，之后可以继续</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>How long a job still takes; %1 is a duration.</extracomment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>started from a terminal; updated as it runs</source>
        <translation>从终端启动；实时显示</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>The state of a job.</extracomment>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>The state of a job.</extracomment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>time left not known yet</source>
        <extracomment>Where the time that a running job still takes stands later.</extracomment>
        <translation>剩余时间尚不清楚</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::QueueDialog</name>
    <message>
        <source>&amp;Earlier</source>
        <translation>提前(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>推后(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Take out</source>
        <translation>移出(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Hold the queue after the running job</source>
        <translation>当前作业结束后暂停队列(&amp;H)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Waiting jobs</source>
        <translation>等待中的作业</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <extracomment>%1 the number of a run, %2 its title.</extracomment>
        <translation>运行 %1：%2</translation>
    </message>
    <message>
        <source>Running: %1</source>
        <translation>正在运行：%1</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>没有作业在运行。</translation>
    </message>
    <message>
        <source>The run is kept and can be resumed</source>
        <translation>该运行会保留，可以继续</translation>
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
        <translation>一致的配对</translation>
    </message>
    <message>
        <source>%1, too few repeated measurements to compare it with itself</source>
        <translation>%1，重复测量太少，无法与自身比较</translation>
    </message>
    <message numerus="yes">
        <source>%1 measured again: τ %2 between repeats of %n architecture(s)</source>
        <extracomment>%1 a device setting, %2 a correlation, %n architectures measured twice.</extracomment>
        <translation>
            <numerusform>%1 重复测量：%n 个架构重复之间的 τ 为 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n architecture(s) in common</source>
        <extracomment>How many architectures were measured on both device settings.</extracomment>
        <translation>
            <numerusform>%n 个共同架构</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 (95 %: %3 … %4)</source>
        <extracomment>%1 a statistic&apos;s name, %2 its value, %3 and %4 the ends of its 95 % interval.</extracomment>
        <translation>%1 %2（95%：%3 … %4）</translation>
    </message>
    <message>
        <source>Too few in common for an interval. Measure the same ones on both.</source>
        <translation>共同架构太少，无法给出区间。请在两者上测量相同的架构。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RankMatrixTable</name>
    <message>
        <source>How alike the device settings rank architectures</source>
        <translation>各设备配置对架构排序的相似程度</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunActions</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <extracomment>An undo step; %n runs.</extracomment>
        <translation>
            <numerusform>删除 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n run(s)</source>
        <translation>
            <numerusform>还原 %n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>tags and note of run %1</source>
        <extracomment>An undo step; %1 is the number of a run.</extracomment>
        <translation>运行 %1 的标签和备注</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted, with their candidates.</source>
        <extracomment>%n runs were put into the bin.</extracomment>
        <translation>
            <numerusform>已删除 %n 个运行及其候选。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>A button: takes back what was done last.</extracomment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Empty bin</source>
        <translation>清空回收站</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) and their candidates, histories and checkpoints are removed for good. Measurements stay.</source>
        <translation>
            <numerusform>%n 个运行及其候选、历史和检查点将被永久移除。测量会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>永久移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunCompareDialog</name>
    <message>
        <source>Only &amp;differences</source>
        <translation>仅显示差异(&amp;D)</translation>
    </message>
    <message>
        <source>Compare configurations</source>
        <translation>比较配置</translation>
    </message>
    <message>
        <source>Fields of the compared runs</source>
        <translation>所比较运行的字段</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>Column: %1 is the number of a run.</extracomment>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>The configurations are the same.</source>
        <translation>配置相同。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunOverlay</name>
    <message>
        <source>Run %1: %2</source>
        <extracomment>Menu: %1 the number of a run, %2 its title.</extracomment>
        <translation>运行 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n can be told apart: take one away first</source>
        <translation>
            <numerusform>最多只能分辨 %n 个：请先去掉一个</numerusform>
        </translation>
    </message>
    <message>
        <source>run %1 (%2), %3 of %4 on the front</source>
        <extracomment>Legend: %1 the number of a run, %2 its kind, %3 of %4 cells of the front of all runs are its own.</extracomment>
        <translation>运行 %1（%2），前沿 %4 个中占 %3 个</translation>
    </message>
    <message>
        <source>O&amp;verlay</source>
        <extracomment>A button with a menu: the fronts of single runs and of other devices beside the front.</extracomment>
        <translation>叠加(&amp;V)</translation>
    </message>
    <message>
        <source>Runs</source>
        <extracomment>Heading in a menu: the fronts of single runs.</extracomment>
        <translation>运行</translation>
    </message>
    <message>
        <source>The fronts of single runs, and of the same candidates on other devices, beside this one</source>
        <translation>将各次运行的前沿以及同样候选在其他设备上的前沿与此前沿并列</translation>
    </message>
    <message>
        <source>The candidates of this front come from one run and are known on one device</source>
        <translation>此前沿的候选来自同一次运行，且只在一个设备上已知</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunsModel</name>
    <message>
        <source>Run</source>
        <extracomment>Column: the number of a run.</extracomment>
        <translation>运行</translation>
    </message>
    <message>
        <source>Job</source>
        <extracomment>Column: the kind of job.</extracomment>
        <translation>作业</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Column: words that the user gave to a run.</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改时间</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1 (step of run %2)</source>
        <extracomment>%1 a run&apos;s title, %2 the number of the run that it is a part of.</extracomment>
        <translation>%1（运行 %2 的步骤）</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::RunsView</name>
    <message>
        <source>&amp;Bin</source>
        <translation>回收站(&amp;B)</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>标签(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Search in runs</source>
        <translation>在运行中搜索</translation>
    </message>
    <message>
        <source>Search in runs; tag:word looks in tags alone</source>
        <translation>在运行中搜索；tag:词语 仅在标签中查找</translation>
    </message>
    <message>
        <source>Shows deleted runs, which can be restored</source>
        <translation>显示已删除的运行，可以还原</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Tags of the run</source>
        <translation>运行的标签</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>Note on the run</source>
        <translation>运行的备注</translation>
    </message>
    <message>
        <source>&amp;Resume run</source>
        <translation>继续运行(&amp;R)</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>复制为新运行(&amp;U)…</translation>
    </message>
    <message>
        <source>Starts the same job again, with changes</source>
        <translation>更改设置后再次启动相同的作业</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>比较(&amp;C)…</translation>
    </message>
    <message>
        <source>What differs in the configurations of the selected runs</source>
        <translation>所选运行的配置有何不同</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>The folder of the project file</source>
        <translation>项目文件所在的文件夹</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Empty bin…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Removes the deleted runs for good, with their candidates</source>
        <translation>永久移除已删除的运行及其候选</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <extracomment>A button: takes deleted runs out of the bin.</extracomment>
        <translation>还原(&amp;R)</translation>
    </message>
    <message>
        <source>Takes the selected runs out of the bin</source>
        <translation>将所选运行从回收站中取出</translation>
    </message>
    <message>
        <source>Puts the selected runs into the bin; can be undone</source>
        <translation>将所选运行移到回收站；可以撤销</translation>
    </message>
    <message>
        <source>Continues an interrupted or failed run from its last checkpoint</source>
        <translation>从最后一个检查点继续已中断或失败的运行</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>No run was deleted.</source>
        <translation>没有删除过运行。</translation>
    </message>
    <message>
        <source>Choose one run.</source>
        <translation>请选择一个运行。</translation>
    </message>
    <message>
        <source>Restore the run first.</source>
        <translation>请先恢复该运行。</translation>
    </message>
    <message>
        <source>Only an interrupted run can be continued, or a failed one that may work now.</source>
        <translation>只能继续被中断的运行，或现在可能成功的失败运行。</translation>
    </message>
    <message>
        <source>Choose two runs or more.</source>
        <translation>请选择两个或更多运行。</translation>
    </message>
    <message>
        <source>Choose runs first.</source>
        <translation>请先选择运行。</translation>
    </message>
    <message>
        <source>No runs yet. Start with “Measure”.</source>
        <translation>还没有运行。请从“测量”开始。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SearchView</name>
    <message>
        <source>Losses of the search</source>
        <translation>搜索的损失</translation>
    </message>
    <message>
        <source>Step</source>
        <extracomment>%1 of %2: steps of a search.</extracomment>
        <translation>步</translation>
    </message>
    <message>
        <source>Cross-entropy (nats)</source>
        <translation>交叉熵（nats）</translation>
    </message>
    <message>
        <source>Run %1 at its last epoch</source>
        <extracomment>%1 is the number of a run. The cell that a search ended an epoch with.</extracomment>
        <translation>运行 %1 的最后一轮</translation>
    </message>
    <message>
        <source>Now, epoch %1 of %2; edges as thick as their weight</source>
        <extracomment>%1 of %2: epochs of a search. The cell that the search would end with now.</extracomment>
        <translation>当前，第 %1 轮（共 %2 轮）；边的粗细表示其权重</translation>
    </message>
    <message>
        <source>error: </source>
        <translation>错误：</translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>No search yet.
Measure, fit, then press Search.</source>
        <translation>还没有搜索。
请先测量、拟合，然后按“搜索”。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>α entropy</source>
        <translation>α 熵</translation>
    </message>
    <message>
        <source>Skip connections</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <source>Time a step</source>
        <translation>每步用时</translation>
    </message>
    <message>
        <source>Run %1</source>
        <extracomment>%1 is the number of a run.</extracomment>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>No search yet.</source>
        <translation>还没有搜索。</translation>
    </message>
    <message>
        <source>Losses</source>
        <extracomment>Tab: how the losses of a search fall.</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>Exploration</source>
        <extracomment>Tab: the trainings of an exploration.</extracomment>
        <translation>探索</translation>
    </message>
    <message>
        <source>Measuring</source>
        <extracomment>Tab: latencies as they are measured.</extracomment>
        <translation>测量</translation>
    </message>
    <message>
        <source>The search runs. Its losses appear here with its first steps.</source>
        <translation>搜索正在进行。损失将从最初几步起显示在此处。</translation>
    </message>
    <message>
        <source>Job&amp;s</source>
        <extracomment>View: jobs while they run.</extracomment>
        <translation>作业(&amp;S)</translation>
    </message>
    <message>
        <source>Click a training to see its cell.</source>
        <translation>点击一次训练即可查看其单元。</translation>
    </message>
    <message>
        <source>The cell of a search will stand here.</source>
        <translation>搜索得到的单元将显示在这里。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SettingsDialog</name>
    <message>
        <source>&amp;Notify when a long job ends</source>
        <translation>耗时较长的作业结束时通知(&amp;N)</translation>
    </message>
    <message>
        <source>Keep the computer &amp;awake while a job runs</source>
        <translation>作业运行时保持计算机唤醒(&amp;A)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>Instead of the number 0: as many cores as there are.</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER</source>
        <translation>synthetic、cifar10:文件夹、cifar100:文件夹 或 folder:文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>C&amp;ores for jobs</source>
        <translation>作业所用核心数(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Images of new searches</source>
        <translation>新搜索的图像(&amp;I)</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>A button: shows a folder in the file manager.</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Folder with images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Maximum number of CPU cores for jobs. Takes effect when the next worker starts.</source>
        <translation>作业最多可使用的处理器核心数。从下一个工作进程起生效。</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>高对比度，浅色</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>高对比度，深色</translation>
    </message>
    <message>
        <source> %</source>
        <extracomment>Unit behind a number: per cent.</extracomment>
        <translation> %</translation>
    </message>
    <message>
        <source>Size of all text, compared with the desktop&apos;s</source>
        <translation>所有文字相对于桌面文字的大小</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>A folder with images that is on this computer</source>
        <translation>本机上含有图像的文件夹</translation>
    </message>
    <message>
        <source>&amp;Fetch…</source>
        <translation>下载(&amp;F)…</translation>
    </message>
    <message>
        <source>Download a published data set</source>
        <translation>下载已发布的数据集</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>next candidate along the front</source>
        <translation>沿前沿的下一个候选</translation>
    </message>
    <message>
        <source>λ slider and λ path</source>
        <translation>λ 滑块和 λ 路径</translation>
    </message>
    <message>
        <source>a little; choice by choice on the path</source>
        <translation>小幅移动；在路径上逐个选择移动</translation>
    </message>
    <message>
        <source>to the next choice</source>
        <translation>到下一个选择</translation>
    </message>
    <message>
        <source>λ = 0: accuracy alone</source>
        <translation>λ = 0：仅准确率</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>zoom back</source>
        <translation>返回上次缩放</translation>
    </message>
    <message>
        <source>show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::SizeFilterDialog</name>
    <message>
        <source>any number</source>
        <translation>不限</translation>
    </message>
    <message>
        <source> thousand</source>
        <extracomment>Unit after a number: thousands of parameters.</extracomment>
        <translation> 千</translation>
    </message>
    <message>
        <source> million</source>
        <extracomment>Unit after a number: millions of multiply-adds.</extracomment>
        <translation> 百万</translation>
    </message>
    <message>
        <source>Show candidates up to a size</source>
        <translation>按大小显示候选</translation>
    </message>
    <message>
        <source> KiB</source>
        <extracomment>Unit after a number: 1024 bytes.</extracomment>
        <translation> KiB</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Peak memory of the activations for one float32 image, without the weights</source>
        <translation>以 float32 计算一张图像时同时占用的最大内存，不含权重</translation>
    </message>
    <message>
        <source>Maximum &amp;parameters</source>
        <translation>参数量上限(&amp;P)</translation>
    </message>
    <message>
        <source>Maximum &amp;multiply-adds</source>
        <translation>乘加次数上限(&amp;M)</translation>
    </message>
    <message>
        <source>Maximum &amp;activation memory</source>
        <translation>激活内存上限(&amp;A)</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::StepButton</name>
    <message>
        <source>Step %1: %2</source>
        <extracomment>For screen readers: a numbered step of the path from a measurement to a network.</extracomment>
        <translation>第 %1 步：%2</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::Tour</name>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>窗口导览</translation>
    </message>
    <message>
        <source>&amp;End tour</source>
        <extracomment>A button: ends the tour of the window.</extracomment>
        <translation>结束导览(&amp;E)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2: places of a tour.</extracomment>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <extracomment>A button: ends the tour after its last place.</extracomment>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::TradeoffView</name>
    <message>
        <source>A search needs a predictor first.</source>
        <translation>搜索需要先有预测器。</translation>
    </message>
    <message>
        <source>A job is running. Measure when it has ended.</source>
        <translation>有作业正在运行。请在它结束后再测量。</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>前沿(&amp;F)</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>A button: the candidates as a table under the front.</extracomment>
        <translation>表格</translation>
    </message>
    <message>
        <source>The candidates as a table: filter, sort, choose several</source>
        <translation>以表格显示候选：筛选、排序、多选</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::TuningView</name>
    <message>
        <source>&amp;Tune</source>
        <extracomment>A button: start tuning operators for the accelerator.</extracomment>
        <translation>调优(&amp;T)</translation>
    </message>
    <message>
        <source>Tuned operator</source>
        <translation>被调优的算子</translation>
    </message>
    <message>
        <source>Finds the best schedules of the chosen network&apos;s operators on the simulated VTA.</source>
        <translation>在仿真的 VTA 上为所选网络的算子寻找最佳调度。</translation>
    </message>
    <message>
        <source>Settings of tuning</source>
        <translation>调优设置</translation>
    </message>
    <message>
        <source>Best found against measurements</source>
        <translation>最佳结果随测量次数的变化</translation>
    </message>
    <message>
        <source>Measurements, failed builds included</source>
        <translation>测量次数，含失败的构建</translation>
    </message>
    <message>
        <source>Best found (ms, simulated)</source>
        <translation>找到的最佳结果（ms，仿真）</translation>
    </message>
    <message>
        <source>Map of the configuration space</source>
        <translation>配置空间图</translation>
    </message>
    <message>
        <source>Tile height × width</source>
        <translation>分块高度 × 宽度</translation>
    </message>
    <message>
        <source>Channel tiles × threads</source>
        <translation>通道分块 × 线程</translation>
    </message>
    <message>
        <source>Configuration</source>
        <extracomment>The number of a point in the space of schedules.</extracomment>
        <translation>配置</translation>
    </message>
    <message>
        <source>Nothing is tuned yet. “Tune” finds the best schedules of a network&apos;s operators
on the simulated VTA; measuring on vta/pynq/cpu tunes them too.</source>
        <translation>尚未进行调优。“调优”在仿真的 VTA 上
为网络的算子寻找最佳调度；在 vta/pynq/cpu 上测量时也会进行调优。</translation>
    </message>
    <message numerus="yes">
        <source>%1: median and quartiles of %n tunings</source>
        <translation>
            <numerusform>%1：%n 次调优的中位数和四分位数</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A kind of configuration and how many there are of it.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>small: not tried</source>
        <translation>小：未尝试</translation>
    </message>
    <message>
        <source>Input buffer</source>
        <translation>输入缓冲区</translation>
    </message>
    <message>
        <source>Weight buffer</source>
        <translation>权重缓冲区</translation>
    </message>
    <message>
        <source>Accumulators</source>
        <translation>累加器</translation>
    </message>
    <message>
        <source>Micro-ops</source>
        <translation>微操作</translation>
    </message>
    <message>
        <source>Best schedule found</source>
        <translation>找到的最佳调度</translation>
    </message>
    <message>
        <source>Chosen schedule</source>
        <translation>所选调度</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Time, simulated</source>
        <translation>时间，仿真</translation>
    </message>
    <message>
        <source>Load unit busy</source>
        <translation>加载单元忙碌</translation>
    </message>
    <message>
        <source>Compute unit busy</source>
        <translation>计算单元忙碌</translation>
    </message>
    <message>
        <source>Store unit busy</source>
        <translation>存储单元忙碌</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>已尝试</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量次数</translation>
    </message>
    <message>
        <source>Invalid of these</source>
        <translation>其中无效</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>配置数</translation>
    </message>
    <message>
        <source>Valid of these</source>
        <translation>其中有效</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <extracomment>A part of a network&apos;s time; %1 where, %2 how long, %3 its share.</extracomment>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>Whole network, simulated: %1</source>
        <extracomment>%1 is a latency.</extracomment>
        <translation>整个网络，仿真：%1</translation>
    </message>
    <message>
        <source>VTA</source>
        <translation>VTA</translation>
    </message>
    <message>
        <source>Host CPU</source>
        <extracomment>The processor beside the accelerator.</extracomment>
        <translation>主机 CPU</translation>
    </message>
    <message>
        <source>Layout changes</source>
        <translation>布局转换</translation>
    </message>
    <message>
        <source>Configuration %1: %2</source>
        <extracomment>%1 the number of a configuration, %2 its schedule.</extracomment>
        <translation>配置 %1：%2</translation>
    </message>
    <message>
        <source>The accelerator that this operator was tuned for is not available: its configuration file is missing or has changed.</source>
        <translation>此算子调优所针对的加速器不可用：其配置文件已丢失或已更改。</translation>
    </message>
    <message>
        <source>No valid configuration was found yet.</source>
        <translation>尚未找到有效配置。</translation>
    </message>
    <message>
        <source>VTA &amp;tuning</source>
        <extracomment>View: tuning operators for the VTA accelerator.</extracomment>
        <translation>VTA 调优(&amp;T)</translation>
    </message>
    <message>
        <source>Every schedule of an operator will stand here, valid or not.</source>
        <translation>算子的每个调度方案都将显示在这里，无论是否有效。</translation>
    </message>
    <message>
        <source>The only operator that is tuned</source>
        <translation>唯一已调优的算子</translation>
    </message>
    <message>
        <source>Nothing is tuned yet.</source>
        <translation>尚未调优任何内容。</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WelcomePage</name>
    <message>
        <source>Find the neural network that is both accurate and fast on the hardware it will run on: measure this computer, let the search pay for latency, and walk along the trade-offs it found.</source>
        <translation>为将要运行的硬件找到既准确又快速的神经网络：测量本机，让搜索为延迟付出代价，再沿着找到的权衡逐一查看。</translation>
    </message>
    <message>
        <source>Guided first &amp;run</source>
        <translation>引导式首次运行(&amp;R)</translation>
    </message>
    <message>
        <source>Makes a project and runs everything once with small settings, about five minutes on two cores.</source>
        <translation>创建项目，并以小规模设置将所有步骤运行一遍，双核上约需五分钟。</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>An empty project; each step when you want it.</source>
        <translation>空项目；各步骤由您决定何时进行。</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>打开项目(&amp;O)…</translation>
    </message>
    <message>
        <source>Look at the &amp;sample</source>
        <translation>查看示例(&amp;S)</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Including one in which a terminal is searching right now.</source>
        <translation>也可以打开终端正在其中搜索的项目。</translation>
    </message>
    <message>
        <source>A project with stored results of real runs, to explore without waiting. Read-only.</source>
        <translation>此程序真实运行的存档：无需等待即可浏览。无法更改。</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>已不存在</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WhatIf</name>
    <message>
        <source>input %1</source>
        <extracomment>What if this edge read another node? %1 is the node.</extracomment>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>reset</source>
        <extracomment>Undo text: all changes were taken back.</extracomment>
        <translation>重置</translation>
    </message>
</context>
<context>
    <name>paretoscope::widgets::WhatIfPanel</name>
    <message>
        <source>&amp;Measure it</source>
        <translation>测量此单元(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Train it</source>
        <translation>训练此单元(&amp;T)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Latency before and after the change, on every setting</source>
        <translation>更改前后在每个设备配置上的延迟</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设备配置</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Trains the changed cell with the settings of the step “Train”</source>
        <translation>使用“训练”步骤的设置训练更改后的单元</translation>
    </message>
    <message>
        <source>&lt;b&gt;What if&lt;/b&gt; the cell were as drawn</source>
        <translation>&lt;b&gt;假设&lt;/b&gt;单元如图所示</translation>
    </message>
    <message>
        <source>&lt;b&gt;What if&lt;/b&gt;: unchanged</source>
        <translation>&lt;b&gt;假设&lt;/b&gt;：未更改</translation>
    </message>
    <message>
        <source>No predictor for this setting and network</source>
        <translation>没有适用于此设备配置和网络的预测器</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Score &amp;it</source>
        <translation>评分(&amp;I)</translation>
    </message>
    <message>
        <source>Scores the cell before and after the change with the weights of the newest search. A hint: only training shows what a cell is worth.</source>
        <translation>用最新搜索的权重给更改前后的单元评分。仅供参考：只有训练才能表明单元的价值。</translation>
    </message>
    <message>
        <source>Accuracy: unknown until it is scored or trained</source>
        <translation>准确率：评分或训练后才知道</translation>
    </message>
    <message>
        <source>Accuracy: that of the candidate</source>
        <translation>准确率：与候选相同</translation>
    </message>
    <message>
        <source>Times the changed cell on the current device</source>
        <translation>在当前设备上测量改动后的单元</translation>
    </message>
</context>
</TS>
