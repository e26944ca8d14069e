using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The group of commands on known pre-trained models.</summary>
internal sealed class ModelsCommand : Command
{
    /// <summary>Builds the group.</summary>
    public ModelsCommand() : base("models", "Lists, gets and checks pre-trained models")
    {
        Add(new ModelsListCommand());
        Add(new ModelsGetCommand());
        Add(new ModelsVerifyCommand());
    }
}
