using IqWorkflows.TestReport;

// Reads what ./test left in a folder (runs.tsv, *.trx, *.log) and prints the report that ends with the counts.
var folder = args[0];
var runs = File.ReadAllLines(Path.Combine(folder, "runs.tsv")).Select(line => ProjectRun.Read(folder, line));
return new Report([.. runs], Console.Out).Print();
