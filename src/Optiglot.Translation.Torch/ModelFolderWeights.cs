using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Models in libtorch to and from a <see cref="ModelFolder"/>.</summary>
public static class ModelFolderWeights
{
    extension(ModelFolder folder)
    {
        /// <summary>Saves a model. The folder appears whole or not at all; an older model folder at that place is replaced.</summary>
        /// <param name="path">The folder.</param>
        /// <param name="model">The model: the masters of encoder and decoder are saved, the loss's λ is not.</param>
        /// <param name="description">Languages, detector and limits.</param>
        /// <param name="card">For people.</param>
        /// <param name="graphs">Whether graphs for ONNX Runtime are written beside the weights, in single precision; models of 2 GB and more have none.</param>
        /// <exception cref="IOException">It cannot be written, or the place holds something else; what was there before is still there.</exception>
        /// <exception cref="ArgumentException">Model and description do not fit together, or the model has an option that graphs do not know.</exception>
        public static void Save(string path, TranslationModel model, ModelDescription description, ModelCard? card = null, bool graphs = false)
            => ModelFolder.Save(path, model.Options, file => WeightFile.Save(model.Parameters, file, [ParameterGroup.Encoder, ParameterGroup.Decoder]),
                description, card, graphs);

        /// <summary>Makes the model and loads its weights.</summary>
        /// <param name="compute">Type to compute with, float32 or bfloat16.</param>
        /// <param name="device">Where; null for the processor.</param>
        /// <exception cref="FileNotFoundException">The folder has no weights, only graphs for ONNX Runtime; or their file is missing.</exception>
        /// <exception cref="InvalidDataException">The weights are damaged or changed, or do not fit the configuration.</exception>
        public TranslationModel LoadModel(ScalarType compute = ScalarType.Float32, Device? device = null)
        {
            if (folder.Config.WeightsSha256 is null)
                throw new FileNotFoundException(
                    $"{folder.FolderPath}: has no {ModelFolder.WeightsFile}, it was exported for ONNX Runtime: translate with --engine onnx, or name the "
                        + $"folder it was exported from");
            folder.Check(ModelParts.Weights);
            // The loss's own parameters are not in the folder, and nothing but training needs them. The seed is overwritten by the weights.
            var model = TranslationModel.Create(folder.Config.Model with { Modality = new ModalityLossOptions() }, compute, device ?? CPU, seed: 0);
            try
            {
                WeightFile.Load(model.Parameters, Path.Combine(folder.FolderPath, ModelFolder.WeightsFile), WeightMap.Translation);
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }
    }
}
