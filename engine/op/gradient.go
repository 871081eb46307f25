package op

// GradientRule adds the calls that carry the gradients of a call's outputs (up, nil where none arrives) back to its
// inputs; an entry of the result is nil where no gradient flows.
type GradientRule func(g *Graph, c *Call, up []*Value) []*Value

// gradients is the table of rules: all of differentiation on one screen.
var gradients = map[*Op]GradientRule{
	Reshape:             reshapeGradient,
	Permute:             permuteGradient,
	Repeat:              repeatGradient,
	Concat:              concatGradient,
	MatMul:              matMulGradient,
	AddBias:             addBiasGradient,
	Add:                 addGradient,
	Multiply:            multiplyGradient,
	Activation:          activationDown,
	Threshold:           thresholdDown,
	PReLU:               preluDown,
	Softmax:             softmaxDown,
	Dropout:             dropoutGradient,
	BatchNorm:           batchNormDown,
	Standardise:         standardiseDown,
	ScaleColumns:        scaleColumnsDown,
	Scale:               scaleGradient,
	Maximum:             maximumDown,
	Sample:              sampleDown,
	Embed:               embedDown,
	AddPositions:        addPositionsDown,
	Pairs:               pairsDown,
	SparseCrossEntropy:  sparseCrossEntropyDown,
	Loss:                lossDown,
	NTXent:              ntXentDown,
	Linear:              linearGradient,
	MaxPool:             maxPoolDown,
	AveragePool:         averagePoolDown,
	Border:              borderGradient,
	Resample:            resampleDown,
	Warp:                warpDown,
	Contrast:            contrastGradient,
	Cutout:              cutoutGradient,
	KeepSteps:           keepStepsGradient,
	StepMean:            stepMeanDown,
	PickStep:            pickStepGradient,
	PlaceStep:           placeStepGradient,
	RNN:                 rnnGradient,
	LSTM:                lstmGradient,
	GRU:                 gruGradient,
	Attention:           attentionGradient,
	Conv2D:              conv2DGradient,
	ConvInput:           convInputGradient,
	SoftmaxCrossEntropy: softmaxCrossEntropyGradient,
	Penalty:             penaltyGradient,
}

// Gradient gives the op's rule, or nil: an op without one stops the flow.
func (o *Op) Gradient() GradientRule { return gradients[o] }
