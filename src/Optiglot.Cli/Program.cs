using TorchSharp;
using static TorchSharp.torch;

Console.WriteLine($"libtorch {torch.__version__}");
foreach (var (type, name) in new[] { (ScalarType.Float32, "fp32"), (ScalarType.BFloat16, "bf16") })
{
    using var a = torch.randn(2048, 2048).to(type);
    for (int i = 0; i < 3; i++) torch.mm(a, a).Dispose();
    var watch = System.Diagnostics.Stopwatch.StartNew();
    for (int i = 0; i < 10; i++) torch.mm(a, a).Dispose();
    Console.WriteLine($"{name} {10 * 2.0 * Math.Pow(2048, 3) / watch.Elapsed.TotalSeconds / 1e9:F0} GFLOP/s");
}
try { torch.zeros(2, 3).reshape(5, 5); } catch (Exception e) { Console.WriteLine("caught " + e.Message[..60]); }
