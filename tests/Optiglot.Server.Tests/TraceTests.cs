using System.Net;
using System.Text;

namespace Optiglot.Server.Tests;

/// <summary>Traces go where the environment says, in OpenTelemetry's own format, and have no text of a user.</summary>
public class TraceTests
{
    private static readonly (string Name, string Value)[] Settings = [("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "optiglot-test")];

    [Fact]
    public async Task ARequestAndItsBatchAreTold()
    {
        List<string> told = [];
        using HttpListener collector = Listen(out string address);
        var listening = Task.Run(() => Collect(collector, told), TestContext.Current.CancellationToken);
        foreach (var (name, value) in Settings.Append(("OTEL_EXPORTER_OTLP_ENDPOINT", address))) Environment.SetEnvironmentVariable(name, value);
        try
        {
            await using var service = await TinyService.StartAsync();
            await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "confidential dogs" } } }));
        }
        finally
        {
            foreach (var (name, _) in Settings.Append(("OTEL_EXPORTER_OTLP_ENDPOINT", ""))) Environment.SetEnvironmentVariable(name, null);
        }

        collector.Stop();
        await listening;
        string all = string.Concat(told);
        foreach (string part in (string[])["optiglot-test", "optiglot.translate", "optiglot.batch", "/v1/translate"]) Assert.Contains(part, all);
        Assert.DoesNotContain("confidential", all);
    }

    private static HttpListener Listen(out string address)
    {
        for (int tries = 0; ; tries++)
        {
            address = $"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}/";
            HttpListener listener = new() { Prefixes = { address } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // The port is taken: another one.
            }
        }
    }

    private static async Task Collect(HttpListener collector, List<string> told)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                using StreamReader body = new(context.Request.InputStream, Encoding.Latin1);
                told.Add(await body.ReadToEndAsync());
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
