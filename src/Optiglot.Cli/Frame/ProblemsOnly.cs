using System.Text;

namespace Optiglot.Cli;

/// <summary>An error stream that lets lines about what went wrong pass, which begin with the program's name, and drops progress and notes.</summary>
/// <param name="error">Where they go.</param>
internal sealed class ProblemsOnly(TextWriter error) : TextWriter
{
    private const string Mark = "optiglot: ";

    private readonly StringBuilder line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => error.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (line)
        {
            if (value != '\n')
            {
                line.Append(value);
                return;
            }

            string whole = line.ToString();
            line.Clear();
            if (whole.StartsWith(Mark, StringComparison.Ordinal)) error.WriteLine(whole.TrimEnd('\r'));
        }
    }
}
