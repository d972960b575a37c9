using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using IqWorkflows.Benchmarks;
using IqWorkflows.Benchmarks.JavaScript;

if (args is ["--quick"])
{
    QuickTable.Print(JavaScriptBenchmarks.Quick());
    return;
}

// In this process: the generated project of the other way would need a name equal to its assembly's.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(JavaScriptBenchmarks).Assembly).Run(args, config);
