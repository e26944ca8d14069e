using System.Runtime.InteropServices;

namespace Optiglot.Kernels.Tests;

/// <summary>
/// The same bits as ever: <c>tests/golden/kernel-bits.txt</c> was written by the code from before the kernels became a project of their own, and is the same
/// with AVX-512 and without. Whoever changes a kernel's arithmetic on purpose writes the file anew: the failure shows the new lines.
/// </summary>
public class KernelBitsTests
{
    [Theory, InlineData("fp32"), InlineData("bf16")]
    public void AreThoseOfTheStoredHashes(string format)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Skip("the hashes are of x64 Linux: exp and log of another C library may differ in the last bit");
        string[] stored = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", "kernel-bits.txt")).Where(line => line.Contains($" {format} "))];
        Assert.Equal(stored.Order(), KernelBits.All(format == "bf16").Select(each => $"{each.Name} {format} {each.Hash}").Order());
    }
}
