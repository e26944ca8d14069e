using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The paper's tables and figure.</summary>
internal sealed class StudyCommand : Command
{
    /// <summary>Builds the group.</summary>
    public StudyCommand() : base("study", "Runs the paper's tables row by row, and shows what there is so far")
    {
        Add(new StudyTableCommand("table2", "Runs Table 2: frozen encoders against a transformer from nothing"));
        Add(new StudyTableCommand("table3", "Runs Table 3: English to German on three test sets"));
        Add(new StudyTableCommand("table4", "Runs Table 4: English to French on two test sets"));
        Add(new StudyTableCommand("table5", "Runs Table 5: text-only models against the whole"));
        Add(new StudyTableCommand("table6", "Runs Table 6: stages and modality losses, one at a time"));
        Add(new StudyTableCommand("figure3", "Runs what Figure 3 shows: BLEU on the dev set by epoch, both stages; PNG and CSV"));
        Add(new StudyTableCommand("table7", "Runs what Table 7 shows: the sentences that two systems translate most differently"));
        Add(new StudyTableCommand("families", "Runs every family of networks on equal terms"));
        Add(new StudyStatusCommand());
        Add(new StudyReportCommand());
    }
}
